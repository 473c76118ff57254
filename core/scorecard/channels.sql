-- grain: one row per channel with its code
-- reads: labels
-- parameters: none
-- example:
-- | labels: kind | code | label |
-- | 'issue'   | 1 | 'Billing' |
-- | 'channel' | 2 | 'Phone'   |
-- | 'channel' | 1 | 'Chat'    |
-- | 'channel' | 0 | 'not given' |
-- gives:
-- | code | label |
-- | 1 | Chat  |
-- | 2 | Phone |
select code, label
from labels
where kind = 'channel' and code > 0
order by code
