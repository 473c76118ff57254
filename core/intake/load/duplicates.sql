-- Why records are not loaded again. grain: one row per reason. reads: keyed, interactions. parameters: none
-- example: one id three times in the file, twice with other content -> "within the file, other content" 2.
with in_file as (
    select dedupe_key, min(record_number) as record_number from keyed group by dedupe_key
),
first as (
    select k.dedupe_key, k.record_number, k.content_check
    from keyed k
    join in_file f on f.dedupe_key = k.dedupe_key and f.record_number = k.record_number
),
reasons as (
    select
        case
            when i.dedupe_key is not null and i.content_check = k.content_check then 'loaded before'
            when i.dedupe_key is not null
                then 'loaded before under this interaction id with other content; the first was kept'
            when k.content_check = f.content_check then 'repeated within the file'
            else 'same interaction id within the file with other content; the first was kept'
        end as reason
    from keyed k
    join first f on f.dedupe_key = k.dedupe_key
    left join interactions i on i.dedupe_key = k.dedupe_key
    where i.dedupe_key is not null or f.record_number <> k.record_number
)
select reason, count(*) as records from reasons group by reason order by reason
