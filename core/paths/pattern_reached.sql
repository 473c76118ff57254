-- grain: one row per anchored journey: then_step is its first $then after the anchor, 0 where there is none, or where
--   $without comes between (-1: nothing is excluded), or where it is not the very next step though $directly is 1
-- reads: anchors, steps_in_scope
-- parameters: $then, $without, $directly
-- example, with $then = 7, $without = 8, $directly = 0:
-- | anchors: journey_key | has_first | anchor_step |
-- | 1 | 1 | 1 |
-- | 2 | 1 | 1 |
-- | 3 | 0 | 1 |
-- | steps_in_scope: journey_key | step_number | code |
-- | 1 | 1 | 6 |
-- | 1 | 2 | 5 |
-- | 1 | 3 | 7 |
-- | 1 | 4 | 8 |
-- | 2 | 1 | 6 |
-- | 2 | 2 | 8 |
-- | 2 | 3 | 7 |
-- | 3 | 1 | 7 |
-- gives:
-- | journey_key | has_first | anchor_step | then_step |
-- | 1 | 1 | 1 | 3 |
-- | 2 | 1 | 1 | 0 |
-- | 3 | 0 | 1 | 0 |
with later as (
    select
        anchors.journey_key,
        coalesce(min(case when steps.code = $then then steps.step_number end), 0) as then_step,
        coalesce(min(case when steps.code = $without then steps.step_number end), 0) as without_step
    from anchors
    join steps_in_scope as steps on steps.journey_key = anchors.journey_key and steps.step_number > anchors.anchor_step
    where steps.code = $then or steps.code = $without
    group by anchors.journey_key
)
select
    anchors.journey_key,
    anchors.has_first,
    anchors.anchor_step,
    case
        when coalesce(later.then_step, 0) = 0 then 0
        when later.without_step > 0 and later.without_step < later.then_step then 0
        when $directly = 1 and later.then_step > anchors.anchor_step + 1 then 0
        else later.then_step
    end as then_step
from anchors
left join later on later.journey_key = anchors.journey_key
