-- grain: one row per position, step and following step, up to position $steps
-- reads: moves
-- parameters: $steps: last position
-- example, with $steps = 2:
-- | moves: journey_key | position | code | next_code |
-- | 1 | 1 | 5 | 6 |
-- | 1 | 2 | 6 | null |
-- | 2 | 1 | 5 | 6 |
-- | 2 | 2 | 6 | 7 |
-- | 2 | 3 | 7 | null |
-- gives:
-- | position | code | next_code | journeys |
-- | 1 | 5 | 6 | 2 |
-- | 2 | 6 | 7 | 1 |
-- | 2 | 6 | null | 1 |
select position, code, next_code, count(*) as journeys
from moves
where position <= $steps
group by position, code, next_code
