-- The interactions whose journeys are built: those touched, or all when $everything.
-- grain: one row per interaction. reads: interactions, identities, labels, touched_ids, touched_customers. parameters: $everything
-- example: with $everything true, every interaction appears once.
create or replace temp table building_rows as
select
    i.interaction_key, i.journey_id, d.customer_key, i.occurred_at, i.order_at,
    i.channel_code, case l.service when 'assisted' then 2 when 'self-service' then 1 else 0 end as service,
    i.activity_code, i.touchpoint_code, i.issue_code, i.region_code, i.segment_code,
    i.resolved, i.handle_seconds, i.wait_seconds, i.cost, i.csat, i.ces, i.nps, i.team_code,
    i.channel_code <> 0 and i.issue_code <> 0 and i.outcome_code <> 0
        and (i.identity_key is not null or i.journey_id is not null) as complete
from interactions i
left join identities d on d.identity_key = i.identity_key
left join labels l on l.kind = 'channel' and l.code = i.channel_code
where $everything
   or i.journey_id in (select journey_id from touched_ids)
   or (i.journey_id is null and d.customer_key in (select customer_key from touched_customers))
