-- grain: one row per whole day of duration: how many journeys lasted so long
-- reads: journeys_in_scope
-- parameters: none
-- example:
-- | journeys_in_scope: duration_seconds |
-- | 0      |
-- | 86399  |
-- | 172800 |
-- gives:
-- | days | journeys |
-- | 0 | 2 |
-- | 2 | 1 |
select cast(floor(duration_seconds / 86400.0) as bigint) as days, count(*) as journeys
from journeys_in_scope
group by floor(duration_seconds / 86400.0)
order by days
