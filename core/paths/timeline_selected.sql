-- grain: one row per interaction of the selected journeys
-- reads: timeline, selected
-- parameters: none
-- example:
-- | timeline: journey_key | step_number |
-- | 1 | 2 |
-- | 1 | 1 |
-- | 2 | 1 |
-- | selected: journey_key |
-- | 1 |
-- gives:
-- | journey_key | step_number |
-- | 1 | 1 |
-- | 1 | 2 |
select *
from timeline
where journey_key in (select journey_key from selected)
order by journey_key, step_number
