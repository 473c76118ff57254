-- What makes a record the same as another: its source and interaction id, else its whole raw text.
-- grain: one row per loadable record. reads: staged. parameters: $source, $keep_repeats
-- With $keep_repeats the second exact copy within the file is another record, and so is the third.
-- example: ids "7", "7" of source "calls" -> one key; no ids and equal raw records -> one key, with repeats kept two.
create or replace temp table keyed as
select
    s.* exclude (raw_high, raw_low),
    case
        when s.interaction_id is not null then md5_number($source || chr(31) || s.interaction_id)
        when r.repeat_number is not null then md5_number(s.raw_high || '-' || s.raw_low || '-' || r.repeat_number)
        else cast(s.raw_high as uhugeint) * 18446744073709551616 + s.raw_low
    end as dedupe_key,
    s.raw_low as content_check
from staged s
left join (
    select record_number, row_number() over (partition by raw_high, raw_low order by record_number) as repeat_number
    from staged
    where $keep_repeats and interaction_id is null
) r on r.record_number = s.record_number and r.repeat_number > 1
