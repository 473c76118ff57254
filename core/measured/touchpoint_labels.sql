-- grain: one row per label of a kind: its code, its text, and whether it is self-service or assisted (channels only)
-- reads: labels
-- parameters: $kind
-- example: $kind = 'channel'
-- | labels: kind | code | label | service |
-- | channel | 1 | Phone | assisted |
-- | issue   | 1 | Bill  | null |
-- gives:
-- | code | label | service |
-- | 1 | Phone | assisted |
select code, label, service
from labels
where kind = $kind
order by code
