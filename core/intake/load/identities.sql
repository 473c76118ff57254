-- Customer keys not seen before; each is its own customer until a pair says otherwise.
-- grain: one row per new key. reads: fresh, identities. parameters: $customer_kind
insert into identities
with found as (
    select $customer_kind as kind, customer_id as value from fresh where customer_id is not null
    union select 'phone', phone from fresh where phone is not null
    union select 'email', email from fresh where email is not null
    union select 'account', account from fresh where account is not null
),
numbered as (
    select
        (select coalesce(max(identity_key), 0) from identities) + row_number() over (order by f.kind, f.value) as identity_key,
        f.kind, f.value
    from found f
    anti join identities d on d.kind = f.kind and d.value = f.value
)
select identity_key, kind, value, identity_key from numbered
