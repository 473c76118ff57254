-- grain: one row per step up to the journey's first $anchor, read backwards: the anchor stands at position 1, the step
--   before it at 2; next_code is the step before, null where the journey starts
-- reads: steps_in_scope
-- parameters: $anchor: code of the anchor step
-- example, with $anchor = 7:
-- | steps_in_scope: journey_key | step_number | code | next_code |
-- | 1 | 1 | 5 | 6 |
-- | 1 | 2 | 6 | 7 |
-- | 1 | 3 | 7 | 5 |
-- | 1 | 4 | 5 | null |
-- gives:
-- | journey_key | position | code | next_code |
-- | 1 | 1 | 7 | 6 |
-- | 1 | 2 | 6 | 5 |
-- | 1 | 3 | 5 | null |
with anchors as (
    select journey_key, min(step_number) as anchor_step
    from steps_in_scope
    where code = $anchor
    group by journey_key
),
backwards as (
    select steps.journey_key, steps.step_number, anchors.anchor_step, steps.code, steps.next_code
    from steps_in_scope as steps
    join anchors on anchors.journey_key = steps.journey_key
    where steps.step_number <= anchors.anchor_step
)
select journey_key, anchor_step - step_number as position, next_code as code, code as next_code
from backwards
where step_number < anchor_step
union all
select journey_key, anchor_step as position, code, cast(null as integer) as next_code
from backwards
where step_number = 1
