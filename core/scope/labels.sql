-- grain: one row per label
-- reads: labels
-- parameters: none
-- example:
-- | labels: kind | code | label | service |
-- | issue   | 1 | Billing | null |
-- | channel | 1 | Phone   | assisted |
-- gives:
-- | kind | label | code |
-- | channel | Phone | 1 |
-- | issue | Billing | 1 |
select kind, label, code
from labels
order by kind, code
