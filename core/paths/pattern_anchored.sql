-- grain: one row per journey in which step $first occurs: its first occurrence, and how long after the journey's start
-- reads: steps_in_scope
-- parameters: $first
-- example, with $first = 6:
-- | steps_in_scope: journey_key | step_number | code | elapsed_seconds |
-- | 1 | 1 | 5 | 0  |
-- | 1 | 2 | 6 | 60 |
-- | 1 | 3 | 6 | 90 |
-- | 2 | 1 | 5 | 0  |
-- gives:
-- | journey_key | anchor_step | anchor_seconds |
-- | 1 | 2 | 60 |
select journey_key, min(step_number) as anchor_step, min(elapsed_seconds) as anchor_seconds
from steps_in_scope
where code = $first
group by journey_key
