-- grain: one row per journey in which step $first occurs: its first occurrence
-- reads: steps_in_scope
-- parameters: $first
-- example, with $first = 6:
-- | steps_in_scope: journey_key | step_number | code |
-- | 1 | 1 | 5 |
-- | 1 | 2 | 6 |
-- | 1 | 3 | 6 |
-- | 2 | 1 | 5 |
-- gives:
-- | journey_key | anchor_step |
-- | 1 | 2 |
select journey_key, min(step_number) as anchor_step
from steps_in_scope
where code = $first
group by journey_key
