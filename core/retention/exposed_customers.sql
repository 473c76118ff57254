-- grain: one row: customers over all issues, each counted once, and those whose value is known
-- reads: followed
-- parameters: none
-- example:
-- | followed: customer_key | channels_used | value |
-- | 7 | 3 | 100.0 |
-- | 7 | 1 | 100.0 |
-- | 8 | 2 | null  |
-- gives:
-- | customers | customers_valued |
-- | 2 | 1 |
select
    count(distinct customer_key) as customers,
    count(distinct case when value is not null then customer_key end) as customers_valued
from followed
where channels_used > 0
