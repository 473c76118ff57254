-- grain: one row per step and following step; target is null where journeys end. starts counts those that are a
--   journey's first step
-- reads: loop_steps
-- parameters: none
-- example:
-- | loop_steps: journey_key | step_number | code | next_code | gap_seconds | next_cost |
-- | 1 | 1 | 5 | 6    | 60   | 2.0  |
-- | 1 | 2 | 6 | null | null | null |
-- | 2 | 1 | 5 | 6    | 30   | null |
-- | 2 | 2 | 6 | null | null | null |
-- gives:
-- | source | target | traversals | starts | cost_sum | cost_known |
-- | 5 | 6 | 2 | 2 | 2.0 | 1 |
-- | 6 | null | 2 | 0 | null | 0 |
select
    code as source,
    next_code as target,
    count(*) as traversals,
    count(case when step_number = 1 then 1 end) as starts,
    sum(next_cost) as cost_sum,
    count(next_cost) as cost_known
from loop_steps
group by code, next_code
order by source, target
