-- grain: one row per step: distinct journeys that have it
-- reads: loop_steps, labels
-- parameters: $kind: whose labels
-- example, with $kind = 'channel':
-- | loop_steps: journey_key | step_number | code |
-- | 1 | 1 | 5 |
-- | 1 | 2 | 5 |
-- | 2 | 1 | 6 |
-- | labels: kind | code | label |
-- | channel | 5 | Phone |
-- gives:
-- | code | label | journeys |
-- | 5 | Phone | 1 |
-- | 6 | null | 1 |
with counted as (
    select code, count(distinct journey_key) as journeys
    from loop_steps
    group by code
)
select counted.code, labels.label, counted.journeys
from counted
left join labels on labels.kind = $kind and labels.code = counted.code
order by counted.code
