-- grain: 'link': one row per position, source and target; 'step': one row per position and step, with what it is shown
--   as; 'scope': one row, the journeys in scope. Codes: -1 is Other, -2 is the end (or, read backwards, the start).
--   Links that leave the last position have target -2 where the journey ends there and -3 where it goes on
-- reads: counted, shown, journeys_in_scope, labels
-- parameters: $steps: last position; $kind: whose labels
-- example, with $steps = 2, $kind = 'channel':
-- | counted: position | code | next_code | journeys |
-- | 1 | 5 | 6 | 2 |
-- | 1 | 7 | null | 1 |
-- | 2 | 6 | 7 | 1 |
-- | 2 | 6 | null | 1 |
-- | shown: position | code | journeys | shown |
-- | 1 | 5 | 2 | 5 |
-- | 1 | 7 | 1 | -1 |
-- | 2 | 6 | 2 | 6 |
-- | journeys_in_scope: journey_key |
-- | 1 |
-- | 2 |
-- | 3 |
-- | labels: kind | code | label |
-- | channel | 5 | Phone |
-- | channel | 6 | Chat |
-- gives:
-- | part | position | source | target | journeys | label |
-- | link | 1 | -1 | -2 | 1 | null |
-- | link | 1 | 5 | 6 | 2 | null |
-- | link | 2 | 6 | -3 | 1 | null |
-- | link | 2 | 6 | -2 | 1 | null |
-- | scope | 0 | 0 | 0 | 3 | null |
-- | step | 1 | 5 | 5 | 2 | Phone |
-- | step | 1 | 7 | -1 | 1 | null |
-- | step | 2 | 6 | 6 | 2 | Chat |
with inner_links as (
    select
        counted.position,
        source.shown as source,
        case
            when counted.next_code is null then -2
            when counted.position = $steps then -3
            else target.shown
        end as target,
        counted.journeys
    from counted
    join shown as source on source.position = counted.position and source.code = counted.code
    left join shown as target on target.position = counted.position + 1 and target.code = counted.next_code
)
select 'link' as part, position, source, target, cast(sum(journeys) as bigint) as journeys, cast(null as varchar) as label
from inner_links
group by position, source, target
union all
select 'step', shown.position, shown.code, shown.shown, shown.journeys, labels.label
from shown
left join labels on labels.kind = $kind and labels.code = shown.code
union all
select 'scope', 0, 0, 0, count(*), cast(null as varchar)
from journeys_in_scope
order by part, position, source, target
