-- grain: one row per label of a kind
-- reads: labels
-- parameters: $kind
-- example, with $kind = 'channel':
-- | labels: kind | code | label |
-- | issue   | 1 | Billing |
-- | channel | 1 | Phone |
-- gives:
-- | code | label |
-- | 1 | Phone |
select code, label
from labels
where kind = $kind
order by code
