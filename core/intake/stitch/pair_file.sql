-- Keys named in a pair table that were not seen before. grain: one row per key. reads: pair_rows, identities.
insert into identities
with found as (
    select kind_a as kind, value_a as value from pair_rows
    union select kind_b, value_b from pair_rows
),
numbered as (
    select
        (select coalesce(max(identity_key), 0) from identities) + row_number() over (order by f.kind, f.value) as identity_key,
        f.kind, f.value
    from found f
    anti join identities d on d.kind = f.kind and d.value = f.value
)
select identity_key, kind, value, identity_key from numbered
