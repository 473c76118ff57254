-- grain: one row per interaction of one journey, in order
-- reads: timeline
-- parameters: $journey_key
-- example, with $journey_key = 1:
-- | timeline: journey_key | step_number |
-- | 1 | 2 |
-- | 1 | 1 |
-- | 2 | 1 |
-- gives:
-- | journey_key | step_number |
-- | 1 | 1 |
-- | 1 | 2 |
select *
from timeline
where journey_key = $journey_key
order by step_number
