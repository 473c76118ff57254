-- grain: one row per journey of a known customer that ended in the period: what retention is counted from
-- reads: journeys_in_scope
-- parameters: $period_from, $period_to (days on which the journeys ended, both included)
-- example: $period_from = '2025-01-01', $period_to = '2025-01-31'
-- | journeys_in_scope: journey_key | customer_key | ended_at | issue_code | region_code | segment_code | first_channel_code | interactions | channels_used | switches | duration_seconds | resolved | ces | repeated |
-- | 1 | 7    | time 2025-01-31 23:00:00 | 1 | 2 | 3 | 4 | 5 | 2 | 1 | 60 | true | 6.0  | 0 |
-- | 2 | 7    | time 2025-02-01 00:00:00 | 1 | 2 | 3 | 4 | 5 | 2 | 1 | 60 | true | 6.0  | 0 |
-- | 3 | null | time 2025-01-02 00:00:00 | 1 | 2 | 3 | 4 | 5 | 2 | 1 | 60 | true | null | 0 |
-- gives:
-- | journey_key | customer_key | ended_at | ended_on | issue_code | region_code | segment_code | first_channel_code | interactions | channels_used | switches | duration_seconds | resolved | ces | repeated |
-- | 1 | 7 | time 2025-01-31 23:00:00 | date 2025-01-31 | 1 | 2 | 3 | 4 | 5 | 2 | 1 | 60 | true | 6.0 | 0 |
select
    journey_key, customer_key, ended_at, cast(ended_at as date) as ended_on, issue_code, region_code, segment_code,
    first_channel_code, interactions, channels_used, switches, duration_seconds, resolved, ces, repeated
from journeys_in_scope
where customer_key is not null
    and cast(ended_at as date) between cast($period_from as date) and cast($period_to as date)
