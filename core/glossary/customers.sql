-- grain: one row per period in which journeys end and group: journeys followed to the horizon and those after which the
--   customer was still there; a customer's journeys are alike, so an interval rests on customers
-- reads: marked, customers, dataset
-- parameters: $horizon_days
-- example: $horizon_days = 30
-- | marked: customer_key | ended_on | end_period_number | group_code |
-- | 7    | date 2025-01-05 | 24300 | 0 |
-- | 7    | date 2025-01-20 | 24300 | 0 |
-- | 8    | date 2025-01-05 | 24300 | 0 |
-- | 9    | date 2025-01-05 | 24300 | 0 |
-- | null | date 2025-01-05 | 24300 | 0 |
-- | 8    | date 2025-02-20 | 24301 | 0 |
-- | customers: customer_key | left_on |
-- | 7 | date 2025-02-18 |
-- | 8 | null            |
-- | 9 | date 2025-01-01 |
-- | dataset: data_until |
-- | time 2025-02-28 10:00:00 |
-- gives:
-- | period_number | group_code | retention | retention_of | retention_squares | retention_of_squares | retention_products | retention_n |
-- | 24300 | 0 | 2 | 3 | 2 | 5 | 3 | 2 |
select
    period_number,
    group_code,
    cast(sum(stayed) as bigint) as retention,
    cast(sum(followed) as bigint) as retention_of,
    cast(sum(stayed * stayed) as bigint) as retention_squares,
    cast(sum(followed * followed) as bigint) as retention_of_squares,
    cast(sum(stayed * followed) as bigint) as retention_products,
    count(*) as retention_n
from (
    select
        m.end_period_number as period_number,
        m.group_code,
        m.customer_key,
        count(*) as followed,
        count(case when c.left_on is null or date_diff('day', m.ended_on, c.left_on) > $horizon_days then 1 end) as stayed
    from marked m
    join customers c on c.customer_key = m.customer_key
    cross join dataset d
    where (c.left_on is null or c.left_on >= m.ended_on)
        and date_diff('day', m.ended_on, cast(d.data_until as date)) >= $horizon_days
    group by m.end_period_number, m.group_code, m.customer_key
) as of_customers
group by period_number, group_code
order by period_number, group_code
