-- Pairs of channel and activity not seen before. grain: one row per new pair. reads: fresh, labels, touchpoints.
insert into touchpoints
with found as (
    select distinct coalesce(c.code, 0) as channel_code, coalesce(a.code, 0) as activity_code
    from (select distinct channel, activity from fresh) f
    left join labels c on c.kind = 'channel' and c.label = f.channel and c.code > 0
    left join labels a on a.kind = 'activity' and a.label = f.activity and a.code > 0
)
select
    (select coalesce(max(code), 0) from touchpoints) + row_number() over (order by f.channel_code, f.activity_code),
    f.channel_code, f.activity_code
from found f
anti join touchpoints t on t.channel_code = f.channel_code and t.activity_code = f.activity_code
