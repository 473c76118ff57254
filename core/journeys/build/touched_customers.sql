-- The customers of the affected interactions, and those named as affected. grain: one row per customer.
-- reads: interactions, identities, affected_interactions, affected_customers. parameters: none
insert into touched_customers
select d.customer_key
from interactions i
join identities d on d.identity_key = i.identity_key
where i.interaction_key in (select interaction_key from affected_interactions)
union
select customer_key from affected_customers
