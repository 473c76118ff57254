-- grain: one row per issue, region, segment and channel: its code and label
-- reads: labels
-- parameters: none
-- example:
-- | labels: kind | code | label |
-- | issue    | 1 | Billing |
-- | activity | 1 | Ask     |
-- gives:
-- | kind | code | label |
-- | issue | 1 | Billing |
select kind, code, label
from labels
where kind in ('issue', 'region', 'segment', 'channel')
order by kind, code
