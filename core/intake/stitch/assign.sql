-- The keys that change hands. reads: new_customers. parameters: none
update identities
set customer_key = n.customer_key
from new_customers n
where n.identity_key = identities.identity_key
