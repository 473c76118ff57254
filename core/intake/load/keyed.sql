-- What makes a record the same as another: its source and interaction id, else its whole raw text.
-- grain: one row per loadable record. reads: records, repeats, the variable source. parameters: none
-- A copy kept by repeats.sql is another record than the first, and so is the next.
-- example: ids "7", "7" of source "calls" -> one key; no ids and equal raw records -> one key, with repeats kept two.
create or replace temp view keyed as
select
    s.* exclude (raw_high, raw_low),
    case
        when s.interaction_id is not null then md5_number(getvariable('source') || chr(31) || s.interaction_id)
        when r.repeat_number is not null then md5_number(s.raw_high || '-' || s.raw_low || '-' || r.repeat_number)
        else cast(s.raw_high as uhugeint) * 18446744073709551616 + s.raw_low
    end as dedupe_key,
    s.raw_low as content_check
from records s
left join repeats r on r.record_number = s.record_number
