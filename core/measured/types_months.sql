-- grain: one row per issue and month in which its journeys start (year * 12 + month - 1): how many do
-- reads: journeys_in_scope
-- parameters: none
-- example: (January 2025 is 24300)
-- | journeys_in_scope: issue_code | started_on |
-- | 1 | date 2025-01-03 |
-- | 1 | date 2025-01-31 |
-- | 2 | date 2025-03-01 |
-- gives:
-- | issue_code | month_number | journeys |
-- | 1 | 24300 | 2 |
-- | 2 | 24302 | 1 |
select
    issue_code,
    extract(year from started_on) * 12 + extract(month from started_on) - 1 as month_number,
    count(*) as journeys
from journeys_in_scope
group by issue_code, extract(year from started_on) * 12 + extract(month from started_on) - 1
order by issue_code, month_number
