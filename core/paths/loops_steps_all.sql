-- grain: one row per step in scope: nothing is left out
-- reads: steps_in_scope
-- parameters: none
-- example:
-- | steps_in_scope: journey_key | step_number | code | next_code | gap_seconds | next_cost |
-- | 1 | 1 | 5 | 6 | 60 | 2.0 |
-- gives:
-- | journey_key | step_number | code | next_code | gap_seconds | next_cost |
-- | 1 | 1 | 5 | 6 | 60 | 2.0 |
select journey_key, step_number, code, next_code, gap_seconds, next_cost
from steps_in_scope
