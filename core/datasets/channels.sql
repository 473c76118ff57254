-- The channels in use, with what people said of them. grain: one row per channel. reads: labels, interactions.
-- parameters: none. example: ('Phone', 'assisted', 3)
with used as (
    select channel_code, count(*) as interactions from interactions group by channel_code
)
select l.label, l.service, coalesce(u.interactions, 0) as interactions
from labels l
left join used u on u.channel_code = l.code
where l.kind = 'channel' and l.code > 0
order by interactions desc, l.label
