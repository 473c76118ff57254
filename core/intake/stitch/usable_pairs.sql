-- The pairs of keys that may merge customers: neither blocked nor with a too common key.
-- grain: one row per pair. reads: identity_pairs, identity_blocks, dataset. parameters: none
-- example: a switchboard number paired with 300 customers and a cap of 10 -> none of its pairs.
with pairs as (
    select distinct identity_a, identity_b from identity_pairs
),
links as (
    select identity_key, count(distinct other) as linked
    from (
        select identity_a as identity_key, identity_b as other from pairs
        union all select identity_b, identity_a from pairs
    )
    group by identity_key
),
too_common as (
    select identity_key from links where linked > (select identity_cap from dataset)
)
select p.identity_a, p.identity_b
from pairs p
anti join too_common a on a.identity_key = p.identity_a
anti join too_common b on b.identity_key = p.identity_b
anti join identity_blocks k
    on (k.identity_a = p.identity_a and k.identity_b = p.identity_b)
    or (k.identity_a = p.identity_b and k.identity_b = p.identity_a)
order by p.identity_a, p.identity_b
