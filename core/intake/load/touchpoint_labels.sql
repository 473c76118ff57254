-- A touchpoint's label: channel and activity. grain: one row per new touchpoint. reads: touchpoints, labels.
insert into labels
select
    'touchpoint', t.code,
    case
        when t.activity_code = 0 then c.label
        when t.channel_code = 0 then a.label
        else c.label || ' · ' || a.label
    end,
    null
from touchpoints t
join labels c on c.kind = 'channel' and c.code = t.channel_code
join labels a on a.kind = 'activity' and a.code = t.activity_code
anti join labels l on l.kind = 'touchpoint' and l.code = t.code
