-- grain: one row per step and following step: distinct journeys, and the exact median of the time between
-- reads: loop_steps
-- parameters: none
-- example:
-- | loop_steps: journey_key | step_number | code | next_code | gap_seconds | next_cost |
-- | 1 | 1 | 5 | 5    | 60   | 2.0  |
-- | 1 | 2 | 5 | 5    | 20   | 2.0  |
-- | 1 | 3 | 5 | null | null | null |
-- gives:
-- | source | target | journeys | median_seconds |
-- | 5 | 5 | 1 | 40.0 |
select code as source, next_code as target, count(distinct journey_key) as journeys, median(gap_seconds) as median_seconds
from loop_steps
where next_code is not null
group by code, next_code
order by source, target
