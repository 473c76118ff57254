-- The records to be added, numbered in the order of the file. grain: one row per new record.
-- reads: keyed, left_out, dataset. parameters: none
create or replace temp view fresh as
select k.*, (select next_key from dataset) + k.record_number - 1 as interaction_key
from keyed k
anti join left_out l on l.record_number = k.record_number
