-- grain: one row per known customer with a journey that ended in the period: the first of those journeys
-- reads: ended_in_period
-- parameters: none
-- example:
-- | ended_in_period: journey_key | customer_key | ended_at | ended_on | issue_code | region_code | segment_code | first_channel_code | interactions | channels_used | switches | duration_seconds | resolved | ces | repeated |
-- | 1 | 7 | time 2025-01-05 10:00:00 | date 2025-01-05 | 1 | 2 | 3 | 4 | 5 | 2 | 1 | 60 | true | 6.0 | 0 |
-- | 2 | 7 | time 2025-01-03 10:00:00 | date 2025-01-03 | 1 | 2 | 3 | 4 | 5 | 1 | 0 | 60 | true | 6.0 | 0 |
-- gives:
-- | journey_key | customer_key | ended_at | ended_on | issue_code | region_code | segment_code | first_channel_code | interactions | channels_used | switches | duration_seconds | resolved | ces | repeated |
-- | 2 | 7 | time 2025-01-03 10:00:00 | date 2025-01-03 | 1 | 2 | 3 | 4 | 5 | 1 | 0 | 60 | true | 6.0 | 0 |
select
    journey_key, customer_key, ended_at, ended_on, issue_code, region_code, segment_code, first_channel_code,
    interactions, channels_used, switches, duration_seconds, resolved, ces, repeated
from (
    select *, row_number() over (partition by customer_key order by ended_at, journey_key) as place
    from ended_in_period
) as numbered
where place = 1
