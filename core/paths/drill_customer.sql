-- grain: one row per journey in scope of one customer
-- reads: journeys_in_scope
-- parameters: $customer_key
-- example, with $customer_key = 7:
-- | journeys_in_scope: journey_key | customer_key |
-- | 1 | 7    |
-- | 2 | 8    |
-- | 3 | null |
-- gives:
-- | journey_key |
-- | 1 |
select journey_key
from journeys_in_scope
where customer_key = $customer_key
