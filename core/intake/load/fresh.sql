-- The records to be added, numbered in the order of the file. grain: one row per new record.
-- reads: keyed, interactions, dataset. parameters: none
create or replace temp table fresh as
with in_file as (
    select dedupe_key, min(record_number) as record_number from keyed group by dedupe_key
),
added as (
    select k.*
    from keyed k
    join in_file f on f.dedupe_key = k.dedupe_key and f.record_number = k.record_number
    anti join interactions i on i.dedupe_key = k.dedupe_key
)
select
    *,
    (select next_key from dataset) + row_number() over (order by record_number) - 1 as interaction_key,
    occurred_at as order_at
from added
