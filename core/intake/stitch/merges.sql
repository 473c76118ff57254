-- Customers known under more than one key, with the evidence that joins the keys.
-- grain: one row per pair of keys that merges. reads: identities, identity_pairs, identity_blocks. parameters: none
select
    a.customer_key, a.kind as kind_a, a.value as value_a, b.kind as kind_b, b.value as value_b,
    sum(p.records) as records, count(distinct p.import_number) as imports
from identity_pairs p
join identities a on a.identity_key = p.identity_a
join identities b on b.identity_key = p.identity_b
where a.customer_key = b.customer_key
group by all
order by a.customer_key, kind_a, value_a, kind_b, value_b
limit $most
