-- grain: one row per selected journey, by start and key, all of them
-- reads: listed
-- parameters: none
-- example:
-- | listed: journey_key | started_at |
-- | 2 | time 2025-01-01T09:00:00 |
-- | 1 | time 2025-01-01T09:00:00 |
-- gives:
-- | journey_key | started_at |
-- | 1 | time 2025-01-01T09:00:00 |
-- | 2 | time 2025-01-01T09:00:00 |
select *
from listed
order by started_at, journey_key
