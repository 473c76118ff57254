-- grain: one row per journey of every $every-th customer that ended long enough ago to see the horizon: what may go with
--        leaving, and whether the customer left by then
-- reads: followed
-- parameters: $every, $horizon_days
-- example: $every = 1, $horizon_days = 20
-- | followed: journey_key | customer_key | issue_code | region_code | segment_code | first_channel_code | channels_used | interactions | duration_seconds | resolved | ces | tenure_days | days | left_then | days_to_end |
-- | 1 | 7 | 1 | 2 | 3 | 4 | 2 | 3 | 60 | false | 2.0 | 400 | 10 | 1 | 30 |
-- | 2 | 8 | 1 | 2 | 3 | 4 | 1 | 3 | 60 | true | null | null | 16 | 0 | 16 |
-- gives:
-- | customer_key | issue_code | region_code | segment_code | first_channel_code | extra_channels | contacts | duration_days | resolution | effort | tenure | left_by_then |
-- | 7 | 1 | 2 | 3 | 4 | 1 | 3 | 0 | 0 | 1 | 1 | 1 |
select
    customer_key, issue_code, region_code, segment_code, first_channel_code,
    cast(channels_used as integer) - 1 as extra_channels,
    interactions as contacts,
    cast(floor(duration_seconds / 86400.0) as integer) as duration_days,
    coalesce(case when resolved then 1 when not resolved then 0 end, -1) as resolution,
    coalesce(case when ces < 4 then 1 when ces = 4 then 2 when ces > 4 then 3 end, -1) as effort,
    coalesce(case when tenure_days < 365 then 0 when tenure_days < 1095 then 1 when tenure_days >= 1095 then 2 end, -1)
        as tenure,
    case when left_then = 1 and days <= $horizon_days then 1 else 0 end as left_by_then
from followed
where days_to_end >= $horizon_days and channels_used > 0 and customer_key % $every = 0
order by customer_key, journey_key
