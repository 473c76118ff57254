-- Keys that stand in one record belong to one customer: the record's first key with each other one.
-- grain: one row per pair. reads: fresh, identities. parameters: $import_number, $customer_kind
-- example: a record with customer 7, phone 1 and e-mail x -> pairs (7, 1) and (7, x).
insert into identity_pairs
with listed as (
    select
        case when customer_id is not null then $customer_kind when phone is not null then 'phone'
             when email is not null then 'email' else 'account' end as kind_a,
        coalesce(customer_id, phone, email, account) as value_a,
        unnest([
            {'kind': 'phone', 'value': phone}, {'kind': 'email', 'value': email}, {'kind': 'account', 'value': account}
        ]) as other
    from fresh
    where phone is not null or email is not null or account is not null
),
counted as (
    select kind_a, value_a, other.kind as kind_b, other.value as value_b, count(*) as records
    from listed
    where other.value is not null and not (kind_a = other.kind and value_a = other.value)
    group by all
)
select $import_number, a.identity_key, b.identity_key, c.records
from counted c
join identities a on a.kind = c.kind_a and a.value = c.value_a
join identities b on b.kind = c.kind_b and b.value = c.value_b
order by a.identity_key, b.identity_key
