-- grain: one row per position and step; shown is its own code, or -1 where it is folded into Other: beyond the $top most
--   frequent of its position (ties: lower code first), unless the position is opened
-- reads: counted
-- parameters: $top; $opened: positions whose Other is opened, as in '|2|4|'
-- example, with $top = 1, $opened = '|2|':
-- | counted: position | code | next_code | journeys |
-- | 1 | 5 | 6 | 2 |
-- | 1 | 7 | 6 | 3 |
-- | 1 | 7 | null | 1 |
-- | 2 | 6 | null | 5 |
-- | 2 | 8 | null | 5 |
-- gives:
-- | position | code | journeys | shown |
-- | 1 | 5 | 2 | -1 |
-- | 1 | 7 | 4 | 7 |
-- | 2 | 6 | 5 | 6 |
-- | 2 | 8 | 5 | 8 |
with at_position as (
    select position, code, cast(sum(journeys) as bigint) as journeys
    from counted
    group by position, code
),
placed as (
    select position, code, journeys, row_number() over (partition by position order by journeys desc, code) as place
    from at_position
)
select
    position,
    code,
    journeys,
    case
        when place <= $top or $opened like '%|' || cast(position as varchar) || '|%' then cast(code as integer)
        else -1
    end as shown
from placed
