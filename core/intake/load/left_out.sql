-- The records that are not loaded again, and why. grain: one row per such record.
-- reads: keyed, repeated, interactions. parameters: none
-- example: one id three times in the file, twice with other content -> "within the file, other content" 2.
create or replace temp table left_out as
with first as (
    select k.dedupe_key, k.record_number, k.content_check
    from keyed k
    join repeated r on r.dedupe_key = k.dedupe_key and r.record_number = k.record_number
),
loaded_before as (
    select
        k.record_number,
        case
            when i.content_check = k.content_check then 'loaded before'
            else 'loaded before under this interaction id with other content; the first was kept'
        end as reason
    from keyed k
    join interactions i on i.dedupe_key = k.dedupe_key
),
repeated_here as (
    select
        k.record_number,
        case
            when k.content_check = f.content_check then 'repeated within the file'
            else 'same interaction id within the file with other content; the first was kept'
        end as reason
    from keyed k
    join first f on f.dedupe_key = k.dedupe_key and f.record_number <> k.record_number
    anti join interactions i on i.dedupe_key = k.dedupe_key
)
select record_number, reason from loaded_before
union all
select record_number, reason from repeated_here
