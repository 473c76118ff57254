-- grain: one row per anchored journey; matched is 1 where the second step is reached within $within_seconds of the anchor
-- reads: reached
-- parameters: $within_seconds
-- example, with $within_seconds = 100:
-- | reached: journey_key | has_first | anchor_step | then_step | seconds |
-- | 1 | 1 | 1 | 3 | 120  |
-- | 2 | 1 | 1 | 2 | 60   |
-- | 3 | 0 | 1 | 0 | 60   |
-- | 4 | 0 | 1 | 0 | null |
-- gives:
-- | journey_key | has_first | matched |
-- | 1 | 1 | 0 |
-- | 2 | 1 | 1 |
-- | 3 | 0 | 0 |
-- | 4 | 0 | 0 |
select journey_key, has_first, case when then_step > 0 and seconds <= $within_seconds then 1 else 0 end as matched
from reached
