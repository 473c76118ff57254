-- Every key and the customer it belongs to now. grain: one row per key. reads: identities. parameters: none
select identity_key, customer_key from identities order by identity_key
