-- Keys linked to more keys than the cap: a shared switchboard, a test account. They merge nobody.
-- grain: one row per key. reads: identity_pairs, identities, dataset. parameters: none
with links as (
    select identity_key, count(distinct other) as linked_keys
    from (
        select identity_a as identity_key, identity_b as other from identity_pairs
        union all select identity_b, identity_a from identity_pairs
    )
    group by identity_key
)
select d.kind, d.value, l.linked_keys
from links l
join identities d on d.identity_key = l.identity_key
where l.linked_keys > (select identity_cap from dataset)
order by l.linked_keys desc, d.kind, d.value
