-- grain: one row per channel or touchpoint: its contacts, the journeys that touch it, and what a contact costs where known
-- reads: steps_in_scope
-- parameters: none
-- example:
-- | steps_in_scope: journey_key | code | cost |
-- | 4 | 1 | 2.0  |
-- | 4 | 1 | null |
-- | 5 | 1 | 3.0  |
-- gives:
-- | code | contacts | journeys | cost_known | cost_sum | cost_squares |
-- | 1 | 3 | 2 | 2 | 5.0 | 13.0 |
select
    code,
    count(*) as contacts,
    count(distinct journey_key) as journeys,
    count(cost) as cost_known,
    coalesce(sum(cast(cost as double)), 0) as cost_sum,
    coalesce(sum(cast(cost as double) * cost), 0) as cost_squares
from steps_in_scope
group by code
order by code
