-- grain: one row: the dataset, whether it records leaving dates, and who in the period is counted and who is not
-- reads: journeys_in_scope, customers, dataset
-- parameters: $period_from, $period_to (days on which the journeys ended, both included)
-- example: $period_from = '2025-01-01', $period_to = '2025-01-31'
-- | journeys_in_scope: customer_key | ended_at |
-- | 7    | time 2025-01-05 10:00:00 |
-- | 7    | time 2025-01-25 10:00:00 |
-- | null | time 2025-01-05 10:00:00 |
-- | 8    | time 2025-02-05 10:00:00 |
-- | customers: customer_key | left_on | value |
-- | 7 | date 2025-01-10 | null |
-- | 8 | null            | 10.0 |
-- | dataset: dataset_id | currency | data_from | data_until |
-- | office | EUR | time 2025-01-01 00:00:00 | time 2025-07-01 12:00:00 |
-- gives:
-- | dataset_id | currency | data_from | data_until | leaving_dates | values_known | all_customers | journeys | of_known_customers | customers | after_leaving |
-- | office | EUR | date 2025-01-01 | date 2025-07-01 | 1 | 1 | 2 | 3 | 2 | 1 | 1 |
select
    d.dataset_id, d.currency, cast(d.data_from as date) as data_from, cast(d.data_until as date) as data_until,
    k.leaving_dates, k.values_known, k.all_customers,
    p.journeys, p.of_known_customers, p.customers, p.after_leaving
from dataset d
cross join (
    select count(left_on) as leaving_dates, count(value) as values_known, count(*) as all_customers from customers
) k
cross join (
    select
        count(*) as journeys,
        count(j.customer_key) as of_known_customers,
        count(distinct j.customer_key) as customers,
        count(case when c.left_on < cast(j.ended_at as date) then 1 end) as after_leaving
    from journeys_in_scope j
    left join customers c on c.customer_key = j.customer_key
    where cast(j.ended_at as date) between cast($period_from as date) and cast($period_to as date)
) p
