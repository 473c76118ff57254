-- grain: one row per journey followed: its customer, group, days, and left then or not, for intervals by customer
-- reads: grouped
-- parameters: none
-- example:
-- | grouped: customer_key | group_code | days | left_then |
-- | 8 | 1 | 30 | 0 |
-- | 7 | 1 | 10 | 1 |
-- gives:
-- | customer_key | group_code | days | left_then |
-- | 7 | 1 | 10 | 1 |
-- | 8 | 1 | 30 | 0 |
select customer_key, group_code, days, left_then
from grouped
order by customer_key, group_code, days, left_then
