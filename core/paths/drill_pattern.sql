-- grain: one row per journey of a part of the pattern's answer
-- reads: matched
-- parameters: $has_first: 1 with the first step, 0 without; $matched: 1 matches, 0 doesn't, -9 either
-- example, with $has_first = 1, $matched = 1:
-- | matched: journey_key | has_first | matched |
-- | 1 | 1 | 1 |
-- | 2 | 1 | 0 |
-- | 3 | 0 | 1 |
-- gives:
-- | journey_key |
-- | 1 |
select journey_key
from matched
where has_first = $has_first and ($matched = -9 or matched = $matched)
