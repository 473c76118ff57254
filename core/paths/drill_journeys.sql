-- grain: one row per selected journey, by start and key: $limit of them after the first $offset
-- reads: listed
-- parameters: $limit, $offset
-- example, with $limit = 1, $offset = 1:
-- | listed: journey_key | started_at |
-- | 2 | time 2025-01-01T09:00:00 |
-- | 1 | time 2025-01-01T09:00:00 |
-- | 3 | time 2025-01-02T09:00:00 |
-- gives:
-- | journey_key | started_at |
-- | 2 | time 2025-01-01T09:00:00 |
select *
from listed
order by started_at, journey_key
limit $limit offset $offset
