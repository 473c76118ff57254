-- grain: one row per channel: its interactions, and what they cost where that is known
-- reads: steps_in_scope
-- parameters: none
-- example:
-- | steps_in_scope: code | cost |
-- | 1 | 2.0 |
-- | 1 | null |
-- gives:
-- | channel_code | interactions | cost_known | cost_sum | cost_squares |
-- | 1 | 2 | 1 | 2.0 | 4.0 |
select
    code as channel_code,
    count(*) as interactions,
    count(cost) as cost_known,
    coalesce(sum(cost), 0) as cost_sum,
    coalesce(sum(cost * cost), 0) as cost_squares
from steps_in_scope
group by code
order by channel_code
