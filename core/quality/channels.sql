-- Interactions by channel and what is known of the channel. grain: one row per source, month of contact and channel.
-- reads: interactions, labels. parameters: none. code 0 is "not given"; service is NULL while nobody said it.
-- example: two calls of source crm in March 2026 -> ('crm', 2026-03-01, 1, 'Phone', 'assisted', 2)
select
    s.label as source,
    cast(date_trunc('month', i.occurred_at) as date) as month,
    i.channel_code, c.label as channel, c.service,
    count(*) as interactions
from interactions i
join labels s on s.kind = 'source' and s.code = i.source_code
join labels c on c.kind = 'channel' and c.code = i.channel_code
group by s.label, cast(date_trunc('month', i.occurred_at) as date), i.channel_code, c.label, c.service
order by source, month, i.channel_code
