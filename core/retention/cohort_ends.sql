-- grain: one row per group: how many days its journeys could be followed, at least, to the end of the data
-- reads: grouped
-- parameters: none
-- example:
-- | grouped: group_code | days_to_end |
-- | 24300 | 40 |
-- | 24300 | 12 |
-- gives:
-- | group_code | journeys | least_days |
-- | 24300 | 2 | 12 |
select group_code, count(*) as journeys, min(days_to_end) as least_days
from grouped
group by group_code
order by group_code
