-- grain: one row per journey whose outcome, 1 resolved and 0 not is known, with at least one known channel; months are counted from year 0
-- reads: journeys_in_scope
-- parameters: none
-- example: (January 2025 is 24300)
-- | journeys_in_scope: journey_key | customer_key | started_on | issue_code | region_code | segment_code | first_channel_code | channels_used | resolved |
-- | 1 | 7 | date 2025-01-03 | 1 | 2 | 3 | 4 | 2 | true |
-- | 5 | 7 | date 2025-01-04 | 1 | 2 | 3 | 4 | 1 | null |
-- | 9 | 8 | date 2025-01-05 | 1 | 2 | 3 | 0 | 0 | true |
-- gives:
-- | journey_key | customer_key | month_number | issue_code | region_code | segment_code | first_channel_code | channels_used | outcome |
-- | 1 | 7 | 24300 | 1 | 2 | 3 | 4 | 2 | 1.0 |
select
    journey_key,
    customer_key,
    extract(year from started_on) * 12 + extract(month from started_on) - 1 as month_number,
    issue_code,
    region_code,
    segment_code,
    first_channel_code,
    channels_used,
    case when resolved then 1.0e0 else 0.0e0 end as outcome
from journeys_in_scope
where resolved is not null and channels_used > 0
