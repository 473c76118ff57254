-- grain: one row per step from the journey's first $anchor (position 1) to the first $anchor_to after it; next_code is
--   null on that last one. Journeys without such a pair have no rows
-- reads: steps_in_scope
-- parameters: $anchor, $anchor_to: codes of the two steps
-- example, with $anchor = 5, $anchor_to = 7: (journey 2 has no step 7 after its first step 5)
-- | steps_in_scope: journey_key | step_number | code | next_code |
-- | 1 | 1 | 5 | 6 |
-- | 1 | 2 | 6 | 7 |
-- | 1 | 3 | 7 | 8 |
-- | 1 | 4 | 8 | null |
-- | 2 | 1 | 7 | 5 |
-- | 2 | 2 | 5 | null |
-- gives:
-- | journey_key | position | code | next_code |
-- | 1 | 1 | 5 | 6 |
-- | 1 | 2 | 6 | 7 |
-- | 1 | 3 | 7 | null |
with anchors as (
    select journey_key, min(step_number) as first_step
    from steps_in_scope
    where code = $anchor
    group by journey_key
),
spans as (
    select steps.journey_key, anchors.first_step, min(steps.step_number) as last_step
    from steps_in_scope as steps
    join anchors on anchors.journey_key = steps.journey_key
    where steps.step_number > anchors.first_step and steps.code = $anchor_to
    group by steps.journey_key, anchors.first_step
)
select
    steps.journey_key,
    steps.step_number - spans.first_step + 1 as position,
    steps.code,
    case when steps.step_number < spans.last_step then steps.next_code end as next_code
from steps_in_scope as steps
join spans on spans.journey_key = steps.journey_key
where steps.step_number >= spans.first_step and steps.step_number <= spans.last_step
