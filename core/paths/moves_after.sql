-- grain: one row per step from the journey's first $anchor on, which stands at position 1
-- reads: steps_in_scope
-- parameters: $anchor: code of the anchor step
-- example, with $anchor = 6: (journey 2 has no step 6)
-- | steps_in_scope: journey_key | step_number | code | next_code |
-- | 1 | 1 | 5 | 6 |
-- | 1 | 2 | 6 | 7 |
-- | 1 | 3 | 7 | null |
-- | 2 | 1 | 5 | null |
-- gives:
-- | journey_key | position | code | next_code |
-- | 1 | 1 | 6 | 7 |
-- | 1 | 2 | 7 | null |
with anchors as (
    select journey_key, min(step_number) as anchor_step
    from steps_in_scope
    where code = $anchor
    group by journey_key
)
select steps.journey_key, steps.step_number - anchors.anchor_step + 1 as position, steps.code, steps.next_code
from steps_in_scope as steps
join anchors on anchors.journey_key = steps.journey_key
where steps.step_number >= anchors.anchor_step
