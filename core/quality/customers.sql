-- Customers, those known under several keys, and how many kinds of key there are. grain: one row.
-- reads: identities. parameters: none. example: Ann by id and phone, Bob by id -> (2, 1, 2)
with known as (
    select customer_key, count(*) as keys from identities group by customer_key
)
select
    (select count(*) from known) as customers,
    (select count(*) from known where keys > 1) as stitched,
    (select count(distinct kind) from identities) as kinds
