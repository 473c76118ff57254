-- grain: one row per stretch of 365 days back from the last day (0: the last one): its distinct known customers
-- reads: journeys_in_scope
-- parameters: $last_day
-- example: $last_day = '2025-12-31' (365 days back begin on 1 January)
-- | journeys_in_scope: customer_key | started_on |
-- | 7    | date 2025-12-31 |
-- | 7    | date 2025-01-01 |
-- | 8    | date 2025-05-05 |
-- | 7    | date 2024-12-31 |
-- | null | date 2024-12-30 |
-- gives:
-- | years_back | customers |
-- | 0 | 2 |
-- | 1 | 1 |
select
    cast(floor(date_diff('day', started_on, cast($last_day as date)) / 365) as integer) as years_back,
    count(distinct customer_key) as customers
from journeys_in_scope
group by cast(floor(date_diff('day', started_on, cast($last_day as date)) / 365) as integer)
order by years_back
