-- grain: one row per group, days followed, and left then or not: how many journeys (each of another customer)
-- reads: grouped
-- parameters: none
-- example:
-- | grouped: customer_key | group_code | days | left_then |
-- | 7 | 1 | 10 | 1 |
-- | 8 | 1 | 10 | 1 |
-- | 9 | 2 | 30 | 0 |
-- gives:
-- | group_code | days | left_then | journeys |
-- | 1 | 10 | 1 | 2 |
-- | 2 | 30 | 0 | 1 |
select group_code, days, left_then, count(*) as journeys
from grouped
group by group_code, days, left_then
order by group_code, days, left_then
