-- grain: one row per journey in scope: has_first is 1 where step $first occurs, anchor_step its first occurrence; in the
--   other journeys the anchor is the first step
-- reads: steps_in_scope
-- parameters: $first
-- example, with $first = 6:
-- | steps_in_scope: journey_key | step_number | code |
-- | 1 | 1 | 5 |
-- | 1 | 2 | 6 |
-- | 1 | 3 | 6 |
-- | 2 | 1 | 5 |
-- gives:
-- | journey_key | has_first | anchor_step |
-- | 1 | 1 | 2 |
-- | 2 | 0 | 1 |
select
    journey_key,
    max(case when code = $first then 1 else 0 end) as has_first,
    coalesce(min(case when code = $first then step_number end), 1) as anchor_step
from steps_in_scope
group by journey_key
