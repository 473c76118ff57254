-- grain: one row per anchored journey; matched is 1 where the second step is reached within $within_seconds of the anchor.
--   The time between is the sum of the gaps from the anchor to it
-- reads: reached, steps_in_scope
-- parameters: $within_seconds
-- example, with $within_seconds = 100:
-- | reached: journey_key | has_first | anchor_step | then_step |
-- | 1 | 1 | 1 | 3 |
-- | 2 | 1 | 1 | 2 |
-- | 3 | 0 | 1 | 0 |
-- | steps_in_scope: journey_key | step_number | gap_seconds |
-- | 1 | 1 | 60   |
-- | 1 | 2 | 60   |
-- | 1 | 3 | null |
-- | 2 | 1 | 60   |
-- | 2 | 2 | 60   |
-- gives:
-- | journey_key | has_first | matched |
-- | 1 | 1 | 0 |
-- | 2 | 1 | 1 |
-- | 3 | 0 | 0 |
with elapsed as (
    select reached.journey_key, cast(sum(steps.gap_seconds) as bigint) as seconds
    from reached
    join steps_in_scope as steps
        on steps.journey_key = reached.journey_key
        and steps.step_number >= reached.anchor_step
        and steps.step_number < reached.then_step
    where reached.then_step > 0
    group by reached.journey_key
)
select
    reached.journey_key,
    reached.has_first,
    case when elapsed.seconds <= $within_seconds then 1 else 0 end as matched
from reached
left join elapsed on elapsed.journey_key = reached.journey_key
