-- grain: one row per journey of a known customer (of any scope): the day from which the customer was next silent for
--        longer than allowed, or silent to the end of the data
-- reads: journeys
-- parameters: $inactive_days
-- example: $inactive_days = 30 (customer 7 is back after 28 days, then silent; customer 8 is heard once)
-- | journeys: journey_key | customer_key | started_at | ended_at |
-- | 1 | 7    | time 2025-01-01 00:00:00 | time 2025-01-03 00:00:00 |
-- | 2 | 7    | time 2025-01-31 00:00:00 | time 2025-02-01 00:00:00 |
-- | 3 | 7    | time 2025-06-01 00:00:00 | time 2025-06-02 00:00:00 |
-- | 4 | 8    | time 2025-06-01 00:00:00 | time 2025-06-05 00:00:00 |
-- | 5 | null | time 2025-06-01 00:00:00 | time 2025-06-05 00:00:00 |
-- gives:
-- | journey_key | silent_from |
-- | 1 | date 2025-02-01 |
-- | 2 | date 2025-02-01 |
-- | 3 | date 2025-06-02 |
-- | 4 | date 2025-06-05 |
select
    journey_key,
    min(case when next_on is null or date_diff('day', heard_on, next_on) > $inactive_days then heard_on end) over (
        partition by customer_key order by started_at, journey_key rows between current row and unbounded following
    ) as silent_from
from (
    select
        journey_key, customer_key, started_at,
        cast(max(ended_at) over (
            partition by customer_key order by started_at, journey_key rows between unbounded preceding and current row
        ) as date) as heard_on,
        cast(lead(started_at) over (partition by customer_key order by started_at, journey_key) as date) as next_on
    from journeys
    where customer_key is not null
) as heard
