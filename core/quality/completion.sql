-- How many interactions carry each field. grain: one row per source and month of contact.
-- reads: interactions, labels. parameters: none
-- example: phone, 2026-03: 3 interactions, 2 with a customer key, 3 with a channel -> ('phone', 2026-03-01, 3, 2, ..., 3, ...)
select
    s.label as source,
    cast(date_trunc('month', i.occurred_at) as date) as month,
    count(*) as interactions,
    count(i.identity_key) as customer,
    count(i.journey_id) as journey_id,
    sum(case when i.channel_code <> 0 then 1 else 0 end) as channel,
    sum(case when i.activity_code <> 0 then 1 else 0 end) as activity,
    sum(case when i.issue_code <> 0 then 1 else 0 end) as issue,
    sum(case when i.region_code <> 0 then 1 else 0 end) as region,
    sum(case when i.segment_code <> 0 then 1 else 0 end) as segment,
    sum(case when i.team_code <> 0 then 1 else 0 end) as team,
    count(i.resolved) as resolved,
    count(i.cost) as cost,
    count(i.handle_seconds) as handle_seconds,
    count(i.wait_seconds) as wait_seconds,
    count(i.csat) as csat,
    count(i.ces) as ces,
    count(i.nps) as nps
from interactions i
join labels s on s.kind = 'source' and s.code = i.source_code
group by s.label, cast(date_trunc('month', i.occurred_at) as date)
order by source, month
