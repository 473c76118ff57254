-- grain: one row: what is known of the selected journeys as a whole
-- reads: selected, journeys_in_scope
-- parameters: none
-- example:
-- | selected: journey_key |
-- | 1 |
-- | 2 |
-- | journeys_in_scope: journey_key | resolved | duration_seconds | cost | csat |
-- | 1 | true | 10 | 1.5 | null |
-- | 2 | null | 30 | null | 4.0 |
-- | 3 | true | 90 | 2.5 | 5.0 |
-- gives:
-- | journeys | resolved | resolved_known | median_duration_seconds | cost_sum | cost_known | csat_sum | csat_answers |
-- | 2 | 1 | 1 | 20.0 | 1.5 | 1 | 4.0 | 1 |
select
    count(*) as journeys,
    count(case when resolved then 1 end) as resolved,
    count(resolved) as resolved_known,
    median(duration_seconds) as median_duration_seconds,
    sum(cost) as cost_sum,
    count(cost) as cost_known,
    sum(csat) as csat_sum,
    count(csat) as csat_answers
from journeys_in_scope
where journey_key in (select journey_key from selected)
