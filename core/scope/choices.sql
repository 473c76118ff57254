-- grain: one row per kind and label in use; label is null for code 0, "not given"
-- reads: journeys, steps, labels
-- parameters: none
-- example:
-- | labels: kind | code | label |
-- | issue   | 1 | Billing |
-- | issue   | 2 | Never used |
-- | channel | 1 | Phone |
-- | journeys: issue_code | region_code | segment_code |
-- | 1 | 0 | 0 |
-- | steps: channel_code | activity_code | touchpoint_code |
-- | 1 | 0 | 0 |
-- gives:
-- | kind | code | label |
-- | activity   | 0 | null |
-- | channel    | 1 | Phone |
-- | issue      | 1 | Billing |
-- | region     | 0 | null |
-- | segment    | 0 | null |
-- | touchpoint | 0 | null |
with used as (
    select distinct 'issue' as kind, issue_code as code from journeys
    union all
    select distinct 'region' as kind, region_code as code from journeys
    union all
    select distinct 'segment' as kind, segment_code as code from journeys
    union all
    select distinct 'channel' as kind, channel_code as code from steps
    union all
    select distinct 'activity' as kind, activity_code as code from steps
    union all
    select distinct 'touchpoint' as kind, touchpoint_code as code from steps
)
select used.kind, used.code, labels.label
from used
left join labels on labels.kind = used.kind and labels.code = used.code
order by used.kind, used.code
