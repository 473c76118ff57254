-- grain: one row per journey: for how many days after its end the customer was followed, and left at their end or not,
--        by the recorded leaving dates; journeys that ended after the customer had left are left out
-- reads: ended, customers, dataset
-- parameters: none
-- example: (the data end on 1 July: the leaving in August is not yet known)
-- | ended: journey_key | customer_key | ended_on | issue_code | region_code | segment_code | first_channel_code | interactions | channels_used | switches | duration_seconds | resolved | ces | repeated |
-- | 1 | 7 | date 2025-06-01 | 1 | 2 | 3 | 4 | 5 | 2 | 1 | 60 | true | 6.0 | 0 |
-- | 2 | 8 | date 2025-06-01 | 1 | 2 | 3 | 4 | 5 | 2 | 1 | 60 | true | 6.0 | 0 |
-- | 3 | 9 | date 2025-06-01 | 1 | 2 | 3 | 4 | 5 | 2 | 1 | 60 | true | 6.0 | 0 |
-- | 4 | 6 | date 2025-06-01 | 1 | 2 | 3 | 4 | 5 | 2 | 1 | 60 | true | 6.0 | 0 |
-- | customers: customer_key | left_on | since | value |
-- | 7 | date 2025-06-11 | date 2025-05-02 | 80.0 |
-- | 8 | null            | null            | null |
-- | 9 | date 2025-08-01 | null            | null |
-- | 6 | date 2025-05-01 | null            | null |
-- | dataset: data_until |
-- | time 2025-07-01 12:00:00 |
-- gives:
-- | journey_key | customer_key | ended_on | issue_code | region_code | segment_code | first_channel_code | interactions | channels_used | switches | duration_seconds | resolved | ces | repeated | tenure_days | value | days | left_then | days_to_end |
-- | 1 | 7 | date 2025-06-01 | 1 | 2 | 3 | 4 | 5 | 2 | 1 | 60 | true | 6.0 | 0 | 30   | 80.0 | 10 | 1 | 30 |
-- | 2 | 8 | date 2025-06-01 | 1 | 2 | 3 | 4 | 5 | 2 | 1 | 60 | true | 6.0 | 0 | null | null | 30 | 0 | 30 |
-- | 3 | 9 | date 2025-06-01 | 1 | 2 | 3 | 4 | 5 | 2 | 1 | 60 | true | 6.0 | 0 | null | null | 30 | 0 | 30 |
select
    e.journey_key, e.customer_key, e.ended_on, e.issue_code, e.region_code, e.segment_code, e.first_channel_code,
    e.interactions, e.channels_used, e.switches, e.duration_seconds, e.resolved, e.ces, e.repeated,
    date_diff('day', c.since, e.ended_on) as tenure_days,
    c.value,
    date_diff('day', e.ended_on, case when c.left_on <= d.until then c.left_on else d.until end) as days,
    case when c.left_on <= d.until then 1 else 0 end as left_then,
    date_diff('day', e.ended_on, d.until) as days_to_end
from ended e
join customers c on c.customer_key = e.customer_key
cross join (select cast(data_until as date) as until from dataset) d
where c.left_on is null or c.left_on >= e.ended_on
