-- Customers that lose or gain a key. grain: one row per customer. reads: new_customers, identities. parameters: none
insert into affected_customers
select d.customer_key
from identities d
join new_customers n on n.identity_key = d.identity_key
union
select customer_key from new_customers
