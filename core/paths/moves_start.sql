-- grain: one row per step of a journey: where it stands and what follows; next_code is null when the journey ends there
-- reads: steps_in_scope
-- parameters: none
-- example:
-- | steps_in_scope: journey_key | step_number | code | next_code |
-- | 1 | 1 | 5 | 6 |
-- | 1 | 2 | 6 | null |
-- gives:
-- | journey_key | position | code | next_code |
-- | 1 | 1 | 5 | 6 |
-- | 1 | 2 | 6 | null |
select journey_key, step_number as position, code, next_code
from steps_in_scope
