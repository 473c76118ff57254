-- grain: 'step': one row per position up to $steps and step; 'move': one row per step and following step, position 0.
--   journeys counts distinct journeys that have it
-- reads: steps_in_scope, labels
-- parameters: $steps; $kind: whose labels
-- example, with $steps = 1, $kind = 'channel':
-- | steps_in_scope: journey_key | step_number | code | next_code |
-- | 1 | 1 | 5 | 5    |
-- | 1 | 2 | 5 | 5    |
-- | 1 | 3 | 5 | null |
-- | 2 | 1 | 6 | null |
-- | labels: kind | code | label |
-- | channel | 5 | Phone |
-- gives:
-- | part | position | source | target | journeys | source_label | target_label |
-- | move | 0 | 5 | 5 | 1 | Phone | Phone |
-- | step | 1 | 5 | -1 | 1 | Phone | null |
-- | step | 1 | 6 | -1 | 1 | null | null |
with counted as (
    select 'step' as part, step_number as position, code as source, -1 as target, count(*) as journeys
    from steps_in_scope
    where step_number <= $steps
    group by step_number, code
    union all
    select 'move', 0, code, cast(next_code as integer), count(distinct journey_key)
    from steps_in_scope
    where next_code is not null
    group by code, next_code
)
select
    counted.part,
    counted.position,
    counted.source,
    counted.target,
    counted.journeys,
    source.label as source_label,
    target.label as target_label
from counted
left join labels as source on source.kind = $kind and source.code = counted.source
left join labels as target on target.kind = $kind and target.code = counted.target
order by counted.part, counted.position, counted.source, counted.target
