-- grain: one row: what can't be added up from months: distinct known customers and the exact median duration
-- reads: journeys_in_scope
-- parameters: none
-- example:
-- | journeys_in_scope: customer_key | duration_seconds |
-- | 7    | 10 |
-- | 7    | 40 |
-- | null | 90 |
-- gives:
-- | customers | median_duration_seconds |
-- | 1 | 40.0 |
select count(distinct customer_key) as customers, median(duration_seconds) as median_duration_seconds
from journeys_in_scope
