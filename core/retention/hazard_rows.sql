-- grain: one row per journey followed of every $every-th customer: what is held fixed, days and left then or not
-- reads: followed
-- parameters: $every
-- example: $every = 2
-- | followed: journey_key | customer_key | ended_on | issue_code | region_code | segment_code | first_channel_code | channels_used | days | left_then |
-- | 1 | 7 | date 2025-06-01 | 1 | 2 | 3 | 4 | 2 | 10 | 1 |
-- | 2 | 8 | date 2025-06-01 | 1 | 2 | 3 | 4 | 1 | 25 | 1 |
-- gives:
-- | customer_key | issue_code | region_code | segment_code | first_channel_code | month_number | extra_channels | days | left_then |
-- | 8 | 1 | 2 | 3 | 4 | 24305 | 0 | 25 | 1 |
select
    customer_key, issue_code, region_code, segment_code, first_channel_code,
    extract(year from ended_on) * 12 + extract(month from ended_on) - 1 as month_number,
    cast(channels_used as integer) - 1 as extra_channels, days, left_then
from followed
where customer_key % $every = 0 and channels_used > 0
order by customer_key, journey_key
