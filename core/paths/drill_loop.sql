-- grain: one row per journey behind a node ($target is -9), an edge, or the ends of a node ($target is -2)
-- reads: loop_steps
-- parameters: $source, $target
-- example, with $source = 5, $target = 6:
-- | loop_steps: journey_key | code | next_code |
-- | 1 | 5 | 6    |
-- | 1 | 5 | 6    |
-- | 2 | 5 | null |
-- gives:
-- | journey_key |
-- | 1 |
select distinct journey_key
from loop_steps
where code = $source and ($target = -9 or coalesce(next_code, -2) = $target)
