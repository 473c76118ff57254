-- Interactions with a key, and those of customers known under several. grain: one row per source and month of contact.
-- reads: interactions, identities, labels. parameters: none
-- example: Ann is known by an id and a phone number, Bob by an id; one contact each -> ('crm', 2026-03-01, 2, 2, 1)
with several as (
    select customer_key from identities group by customer_key having count(*) > 1
)
select
    s.label as source,
    cast(date_trunc('month', i.occurred_at) as date) as month,
    count(*) as interactions,
    count(i.identity_key) as keyed,
    count(v.customer_key) as stitched
from interactions i
join labels s on s.kind = 'source' and s.code = i.source_code
left join identities d on d.identity_key = i.identity_key
left join several v on v.customer_key = d.customer_key
group by s.label, cast(date_trunc('month', i.occurred_at) as date)
order by source, month
