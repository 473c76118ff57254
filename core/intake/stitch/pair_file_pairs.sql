-- The pairs of a pair table that no earlier one holds. grain: one row per pair. reads: pair_rows, identities, identity_pairs.
-- parameters: $import_number
insert into identity_pairs
with coded as (
    select a.identity_key as identity_a, b.identity_key as identity_b
    from pair_rows r
    join identities a on a.kind = r.kind_a and a.value = r.value_a
    join identities b on b.kind = r.kind_b and b.value = r.value_b
)
select $import_number, c.identity_a, c.identity_b, 1
from (select distinct identity_a, identity_b from coded) c
anti join identity_pairs p on p.identity_a = c.identity_a and p.identity_b = c.identity_b
order by c.identity_a, c.identity_b
