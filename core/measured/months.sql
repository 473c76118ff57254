-- grain: one row per month in which journeys start (year * 12 + month - 1): how many do
-- reads: journeys_in_scope
-- parameters: none
-- example: (January 2025 is 24300)
-- | journeys_in_scope: started_on |
-- | date 2025-01-03 |
-- | date 2025-01-31 |
-- | date 2025-03-01 |
-- gives:
-- | month_number | journeys |
-- | 24300 | 2 |
-- | 24302 | 1 |
select extract(year from started_on) * 12 + extract(month from started_on) - 1 as month_number, count(*) as journeys
from journeys_in_scope
group by extract(year from started_on) * 12 + extract(month from started_on) - 1
order by month_number
