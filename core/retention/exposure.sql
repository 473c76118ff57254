-- grain: one row per issue of journeys that ended in the period: customers, channels beyond the first, and their value
-- reads: followed
-- parameters: none
-- example:
-- | followed: customer_key | issue_code | channels_used | value |
-- | 7 | 1 | 3 | 100.0 |
-- | 7 | 1 | 1 | 100.0 |
-- | 8 | 1 | 2 | null  |
-- gives:
-- | issue_code | journeys | customers | customers_valued | extra_channels | extra_channels_unvalued | value_exposed |
-- | 1 | 3 | 2 | 1 | 3 | 1 | 200.0 |
select
    issue_code,
    count(*) as journeys,
    count(distinct customer_key) as customers,
    count(distinct case when value is not null then customer_key end) as customers_valued,
    cast(sum(cast(channels_used as integer) - 1) as bigint) as extra_channels,
    cast(coalesce(sum(case when value is null then cast(channels_used as integer) - 1 end), 0) as bigint) as extra_channels_unvalued,
    cast(coalesce(sum(cast(value as double) * (cast(channels_used as integer) - 1)), 0) as double) as value_exposed
from followed
where channels_used > 0
group by issue_code
order by issue_code
