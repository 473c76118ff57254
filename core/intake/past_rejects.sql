-- The rejected records of one import. grain: one row per rejected record. reads: rejects.
-- parameters: $import_number, $most (at most so many)
select line_number, record_number, column_name, value, reason, raw_line
from rejects
where import_number = $import_number
order by record_number, line_number, column_name
limit $most
