-- grain: one row per journey: for how many days after its end the customer was followed, and lapsed at their end or not:
--        a customer has left on the day on which nothing was heard of them for the days allowed
-- reads: ended, silences, customers, dataset
-- parameters: $inactive_days
-- example: $inactive_days = 20 (the data end on 1 July: the second customer's silence is not long enough yet)
-- | ended: journey_key | customer_key | ended_on | issue_code | region_code | segment_code | first_channel_code | interactions | channels_used | switches | duration_seconds | resolved | ces | repeated |
-- | 1 | 7 | date 2025-06-01 | 1 | 2 | 3 | 4 | 5 | 2 | 1 | 60 | true | 6.0 | 0 |
-- | 2 | 8 | date 2025-06-01 | 1 | 2 | 3 | 4 | 5 | 2 | 1 | 60 | true | 6.0 | 0 |
-- | silences: journey_key | silent_from |
-- | 1 | date 2025-06-03 |
-- | 2 | date 2025-06-21 |
-- | customers: customer_key | left_on | since | value |
-- | 7 | null | date 2025-05-02 | 80.0 |
-- | 8 | null | null            | null |
-- | dataset: data_until |
-- | time 2025-07-01 12:00:00 |
-- gives:
-- | journey_key | customer_key | ended_on | issue_code | region_code | segment_code | first_channel_code | interactions | channels_used | switches | duration_seconds | resolved | ces | repeated | tenure_days | value | days | left_then | days_to_end |
-- | 1 | 7 | date 2025-06-01 | 1 | 2 | 3 | 4 | 5 | 2 | 1 | 60 | true | 6.0 | 0 | 30   | 80.0 | 22 | 1 | 30 |
-- | 2 | 8 | date 2025-06-01 | 1 | 2 | 3 | 4 | 5 | 2 | 1 | 60 | true | 6.0 | 0 | null | null | 30 | 0 | 30 |
select
    e.journey_key, e.customer_key, e.ended_on, e.issue_code, e.region_code, e.segment_code, e.first_channel_code,
    e.interactions, e.channels_used, e.switches, e.duration_seconds, e.resolved, e.ces, e.repeated,
    date_diff('day', c.since, e.ended_on) as tenure_days,
    c.value,
    case when date_diff('day', s.silent_from, d.until) >= $inactive_days
        then date_diff('day', e.ended_on, s.silent_from) + $inactive_days
        else date_diff('day', e.ended_on, d.until) end as days,
    case when date_diff('day', s.silent_from, d.until) >= $inactive_days then 1 else 0 end as left_then,
    date_diff('day', e.ended_on, d.until) as days_to_end
from ended e
join silences s on s.journey_key = e.journey_key
join customers c on c.customer_key = e.customer_key
cross join (select cast(data_until as date) as until from dataset) d
