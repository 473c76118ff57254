-- grain: one row per journey behind a node or link of the flow picture
-- reads: moves, shown
-- parameters: $position, $source, $target: as in flow.sql (-1 Other, -2 the end, -3 goes on), -9 for any; $steps
-- example, with $position = 1, $source = 5, $target = -1, $steps = 3:
-- | moves: journey_key | position | code | next_code |
-- | 1 | 1 | 5 | 7    |
-- | 2 | 1 | 5 | null |
-- | 3 | 1 | 6 | 7    |
-- | shown: position | code | shown |
-- | 1 | 5 | 5  |
-- | 1 | 6 | 6  |
-- | 2 | 7 | -1 |
-- gives:
-- | journey_key |
-- | 1 |
select moves.journey_key
from moves
join shown as source on source.position = moves.position and source.code = moves.code
left join shown as target on target.position = moves.position + 1 and target.code = moves.next_code
where moves.position = $position
    and ($source = -9 or source.shown = $source)
    and (
        $target = -9
        or case
            when moves.next_code is null then -2
            when moves.position = $steps then -3
            else target.shown
        end = $target
    )
