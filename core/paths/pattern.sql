-- grain: one row for journeys with the first step (has_first 1) and one for those without (0), where there are any
-- reads: matched
-- parameters: none
-- example:
-- | matched: journey_key | has_first | matched |
-- | 1 | 1 | 1 |
-- | 2 | 1 | 0 |
-- | 3 | 0 | 0 |
-- gives:
-- | has_first | journeys | matches |
-- | 0 | 1 | 0 |
-- | 1 | 2 | 1 |
select has_first, count(*) as journeys, cast(sum(matched) as bigint) as matches
from matched
group by has_first
order by has_first
