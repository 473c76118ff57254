-- The second and further exact copies within the file, where the plan says that each is a record of its own.
-- grain: one row per such copy; none without $keep_repeats. reads: records. parameters: $keep_repeats
create or replace temp table repeats as
select record_number, row_number() over (partition by raw_high, raw_low order by record_number) as repeat_number
from records
where $keep_repeats and interaction_id is null
qualify repeat_number > 1
