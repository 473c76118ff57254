-- The keys that several records of the file have, and the first of these records. grain: one row per such key.
-- A table of its own, since it is nearly always empty: the engine then skips what is joined to it.
-- reads: keyed. parameters: none
create or replace temp table repeated as
select dedupe_key, min(record_number) as record_number
from keyed
group by dedupe_key
having count(*) > 1
