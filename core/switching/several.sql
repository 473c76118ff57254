-- grain: one row per journey of the known customers with two or more, all of them or a sample of whole customers
-- reads: outcomes
-- parameters: $seed, $below (of 2147483647: customers whose number is smaller are drawn), $limit
-- example, with $seed = 1, $below = 2147483647, $limit = 9:
-- | outcomes: journey_key | customer_key | issue_code | region_code | segment_code | first_channel_code | month_number | channels_used | outcome |
-- | 1 | 7    | 1 | 2 | 3 | 4 | 24300 | 2 | 7.0 |
-- | 2 | 7    | 1 | 2 | 3 | 4 | 24300 | 1 | 4.0 |
-- | 3 | 9    | 1 | 2 | 3 | 4 | 24300 | 1 | 4.0 |
-- | 4 | null | 1 | 2 | 3 | 4 | 24300 | 1 | 4.0 |
-- gives:
-- | customer | issue_code | region_code | segment_code | first_channel_code | month_number | channels_used | outcome |
-- | 7 | 1 | 2 | 3 | 4 | 24300 | 2 | 7.0 |
-- | 7 | 1 | 2 | 3 | 4 | 24300 | 1 | 4.0 |
with drawn as (
    select *, (customer_key % 2147483647 * 48271 + cast($seed as bigint) * 69621) % 2147483647 as draw
    from outcomes
    where customer_key is not null
),

again as (
    select customer_key
    from drawn
    where draw < $below
    group by customer_key
    having count(*) > 1
)

select
    d.customer_key as customer,
    d.issue_code,
    d.region_code,
    d.segment_code,
    d.first_channel_code,
    d.month_number,
    d.channels_used,
    d.outcome
from drawn d
join again r on r.customer_key = d.customer_key
where d.draw < $below
order by d.draw, d.customer_key, d.journey_key
limit $limit
