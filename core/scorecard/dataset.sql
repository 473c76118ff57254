-- grain: one row: the dataset, the days it covers, and whether it records leaving dates
-- reads: dataset, customers
-- parameters: none
-- example:
-- | customers: left_on |
-- | date 2025-01-10 |
-- | null |
-- | dataset: dataset_id | currency | window_days | data_from | data_until |
-- | office | EUR | 7 | time 2025-01-01 00:00:00 | time 2025-07-01 12:00:00 |
-- gives:
-- | dataset_id | currency | window_days | data_from | data_until | leaving_dates |
-- | office | EUR | 7 | date 2025-01-01 | date 2025-07-01 | 1 |
select
    d.dataset_id, d.currency, d.window_days, cast(d.data_from as date) as data_from,
    cast(d.data_until as date) as data_until, k.leaving_dates
from dataset d
cross join (select count(left_on) as leaving_dates from customers) k
