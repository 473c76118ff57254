-- grain: one row per channel: its label, and whether it is self-service or assisted (null: unknown)
-- reads: labels
-- parameters: none
-- example:
-- | labels: kind | code | label | service |
-- | 'channel' | 2 | 'Phone' | 'assisted' |
-- | 'issue'   | 1 | 'Billing' | null |
-- gives:
-- | code | label | service |
-- | 2 | 'Phone' | 'assisted' |
select code, label, service
from labels
where kind = 'channel'
order by code
