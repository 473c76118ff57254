-- grain: one row per interaction of one customer, in order of time
-- reads: timeline
-- parameters: $customer_key
-- example, with $customer_key = 7:
-- | timeline: customer_key | journey_key | step_number | occurred_at |
-- | 7 | 2 | 1 | time 2025-01-02T09:00:00 |
-- | 7 | 1 | 1 | time 2025-01-01T09:00:00 |
-- | 8 | 3 | 1 | time 2025-01-01T09:00:00 |
-- gives:
-- | customer_key | journey_key | step_number | occurred_at |
-- | 7 | 1 | 1 | time 2025-01-01T09:00:00 |
-- | 7 | 2 | 1 | time 2025-01-02T09:00:00 |
select *
from timeline
where customer_key = $customer_key
order by occurred_at, journey_key, step_number
