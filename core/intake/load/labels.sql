-- Labels not seen before get the next codes of their kind. grain: one row per new label.
-- reads: fresh, labels. parameters: $source
insert into labels
with found as (
    select 'source' as kind, $source as label
    union select 'channel', channel from fresh where channel is not null
    union select 'activity', activity from fresh where activity is not null
    union select 'issue', issue from fresh where issue is not null
    union select 'region', region from fresh where region is not null
    union select 'segment', segment from fresh where segment is not null
    union select 'team', team from fresh where team is not null
    union select 'outcome', outcome from fresh where outcome is not null
),
known as (select kind, max(code) as last_code from labels group by kind)
select f.kind, k.last_code + row_number() over (partition by f.kind order by f.label), f.label, null
from found f
join known k on k.kind = f.kind
anti join labels l on l.kind = f.kind and l.label = f.label
order by f.kind, f.label
