-- grain: one row: the first and last day on which a journey starts; null without journeys
-- reads: journeys
-- parameters: none
-- example:
-- | journeys: started_on |
-- | date 2025-01-03 |
-- | date 2025-01-01 |
-- gives:
-- | first_day | last_day |
-- | date 2025-01-01 | date 2025-01-03 |
select min(started_on) as first_day, max(started_on) as last_day
from journeys
