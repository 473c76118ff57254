-- grain: one row: which data they are, their currency, and the days they cover
-- reads: dataset
-- parameters: none
-- example:
-- | dataset: dataset_id | currency | data_from | data_until |
-- | 'office' | 'EUR' | time 2025-01-01T08:00:00 | time 2025-03-01T09:00:00 |
-- gives:
-- | dataset_id | currency | first_day | last_day |
-- | 'office' | 'EUR' | date 2025-01-01 | date 2025-03-01 |
select dataset_id, currency, cast(data_from as date) as first_day, cast(data_until as date) as last_day
from dataset
