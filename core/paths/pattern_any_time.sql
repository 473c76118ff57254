-- grain: one row per anchored journey; matched is 1 where the second step is reached at all
-- reads: reached
-- parameters: none
-- example:
-- | reached: journey_key | has_first | anchor_step | then_step |
-- | 1 | 1 | 1 | 3 |
-- | 2 | 0 | 1 | 0 |
-- gives:
-- | journey_key | has_first | matched |
-- | 1 | 1 | 1 |
-- | 2 | 0 | 0 |
select journey_key, has_first, case when then_step > 0 then 1 else 0 end as matched
from reached
