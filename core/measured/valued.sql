-- grain: one row: the distinct known customers, and the sums of the values that are known of them
-- reads: journeys_in_scope, customers
-- parameters: none
-- example:
-- | journeys_in_scope: customer_key |
-- | 7    |
-- | 7    |
-- | 8    |
-- | null |
-- | customers: customer_key | value |
-- | 7 | 100.0 |
-- | 8 | null  |
-- | 9 | 50.0  |
-- gives:
-- | customers | value_known | value_sum | value_squares |
-- | 2 | 1 | 100.0 | 10000.0 |
select
    count(*) as customers,
    count(c.value) as value_known,
    coalesce(sum(cast(c.value as double)), 0) as value_sum,
    coalesce(sum(cast(c.value as double) * c.value), 0) as value_squares
from (select distinct customer_key from journeys_in_scope where customer_key is not null) as served
left join customers c on c.customer_key = served.customer_key
