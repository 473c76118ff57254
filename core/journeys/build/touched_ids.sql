-- The given journey ids of the affected interactions and customers. grain: one row per id.
-- reads: interactions, identities, affected_interactions, affected_customers. parameters: none
insert into touched_ids
select distinct i.journey_id
from interactions i
left join identities d on d.identity_key = i.identity_key
where i.journey_id is not null
  and (
    i.interaction_key in (select interaction_key from affected_interactions)
    or d.customer_key in (select customer_key from affected_customers)
  )
