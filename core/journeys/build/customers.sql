-- What is last known of every customer touched.
-- grain: one row per customer. reads: interactions, identities, touched_customers. parameters: $everything
insert into customers
select
    d.customer_key,
    coalesce(arg_max(nullif(i.segment_code, 0), i.interaction_key), 0),
    coalesce(arg_max(nullif(i.region_code, 0), i.interaction_key), 0),
    arg_max(i.customer_value, i.interaction_key),
    arg_max(i.customer_since, i.interaction_key),
    arg_max(i.customer_left_on, i.interaction_key),
    min(i.occurred_at),
    max(i.occurred_at)
from interactions i
join identities d on d.identity_key = i.identity_key
where $everything or d.customer_key in (select customer_key from touched_customers)
group by d.customer_key
order by d.customer_key
