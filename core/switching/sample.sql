-- grain: one row per journey of a sample: whole customers, drawn by a number made of their key and the seed
-- reads: outcomes
-- parameters: $seed, $below (of 2147483647: customers whose number is smaller are drawn), $limit
-- example, with $seed = 1, $below = 2147483647, $limit = 1:
-- | outcomes: journey_key | customer_key | issue_code | region_code | segment_code | first_channel_code | month_number | channels_used | outcome |
-- | 1 | 7 | 1 | 2 | 3 | 4 | 24300 | 2 | 7.0 |
-- | 2 | 9 | 1 | 2 | 3 | 4 | 24300 | 1 | 4.0 |
-- gives:
-- | customer | issue_code | region_code | segment_code | first_channel_code | month_number | channels_used | outcome |
-- | 7 | 1 | 2 | 3 | 4 | 24300 | 2 | 7.0 |
with drawn as (
    select
        *,
        coalesce(customer_key, -1 - journey_key) as customer,
        (coalesce(customer_key, journey_key) % 2147483647 * 48271 + cast($seed as bigint) * 69621) % 2147483647 as draw
    from outcomes
)
select
    customer,
    issue_code,
    region_code,
    segment_code,
    first_channel_code,
    month_number,
    channels_used,
    outcome
from drawn
where draw < $below
order by draw, customer, journey_key
limit $limit
