-- grain: one row per journey that ended long enough before the end of the data to see the horizon: what is held fixed,
--        channels beyond the first, and whether the customer was still there
-- reads: followed
-- parameters: $horizon_days
-- example: $horizon_days = 20 (June 2025 is 24305; the third can't be seen so far)
-- | followed: journey_key | customer_key | ended_on | issue_code | region_code | segment_code | first_channel_code | channels_used | days | left_then | days_to_end |
-- | 1 | 7 | date 2025-06-01 | 1 | 2 | 3 | 4 | 2 | 10 | 1 | 30 |
-- | 2 | 8 | date 2025-06-01 | 1 | 2 | 3 | 4 | 1 | 25 | 1 | 30 |
-- | 3 | 9 | date 2025-06-15 | 1 | 2 | 3 | 4 | 1 | 5  | 1 | 16 |
-- gives:
-- | customer_key | issue_code | region_code | segment_code | first_channel_code | month_number | extra_channels | retained |
-- | 7 | 1 | 2 | 3 | 4 | 24305 | 1 | 0 |
-- | 8 | 1 | 2 | 3 | 4 | 24305 | 0 | 1 |
select
    customer_key, issue_code, region_code, segment_code, first_channel_code,
    extract(year from ended_on) * 12 + extract(month from ended_on) - 1 as month_number,
    cast(channels_used as integer) - 1 as extra_channels,
    case when left_then = 1 and days <= $horizon_days then 0 else 1 end as retained
from followed
where days_to_end >= $horizon_days and channels_used > 0
order by customer_key, journey_key
