-- The new records become interactions. grain: one row per new record. reads: fresh, reordered, labels, touchpoints,
-- identities.
-- parameters: $import_number, $source, $customer_kind
insert into interactions
select
    f.interaction_key, $import_number, s.code, f.record_number, f.interaction_id, f.dedupe_key, f.content_check,
    d.identity_key, f.journey_id, f.occurred_at, coalesce(o.order_at, f.occurred_at),
    coalesce(ch.code, 0), coalesce(ac.code, 0), t.code, coalesce(iss.code, 0), coalesce(re.code, 0), coalesce(se.code, 0),
    coalesce(te.code, 0), coalesce(ou.code, 0),
    f.agent, f.resolved, f.handle_seconds, f.wait_seconds, f.cost, f.csat, f.ces, f.nps, f.text,
    f.customer_value, f.customer_since, f.customer_left_on
from fresh f
join labels s on s.kind = 'source' and s.label = $source and s.code > 0
left join labels ch on ch.kind = 'channel' and ch.label = f.channel and ch.code > 0
left join labels ac on ac.kind = 'activity' and ac.label = f.activity and ac.code > 0
join touchpoints t on t.channel_code = coalesce(ch.code, 0) and t.activity_code = coalesce(ac.code, 0)
left join labels iss on iss.kind = 'issue' and iss.label = f.issue and iss.code > 0
left join labels re on re.kind = 'region' and re.label = f.region and re.code > 0
left join labels se on se.kind = 'segment' and se.label = f.segment and se.code > 0
left join labels te on te.kind = 'team' and te.label = f.team and te.code > 0
left join labels ou on ou.kind = 'outcome' and ou.label = f.outcome and ou.code > 0
left join identities d
    on d.value = coalesce(f.customer_id, f.phone, f.email, f.account)
    and d.kind = case when f.customer_id is not null then $customer_kind when f.phone is not null then 'phone'
                      when f.email is not null then 'email' else 'account' end
left join reordered o on o.record_number = f.record_number
