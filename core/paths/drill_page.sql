-- grain: one row per selected journey, by start and key: $limit of them after the first $offset
-- reads: picked, journeys_in_scope
-- parameters: $limit, $offset
-- example, with $limit = 1, $offset = 1:
-- | picked: journey_key |
-- | 2 |
-- | 1 |
-- | journeys_in_scope: journey_key | started_at |
-- | 2 | time 2025-01-01T09:00:00 |
-- | 1 | time 2025-01-01T09:00:00 |
-- | 3 | time 2024-01-02T09:00:00 |
-- gives:
-- | journey_key |
-- | 2 |
select journey_key
from journeys_in_scope
where journey_key in (select journey_key from picked)
order by started_at, journey_key
limit $limit offset $offset
