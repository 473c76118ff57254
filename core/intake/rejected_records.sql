-- The records of one import that could not be read. grain: one row per fault, in file order. reads: rejects.
-- parameters: $import_number, $most (at most so many). example: line 7, column 'Date', value '31.02.2026', why, and the line as the file has it
select line_number, record_number, column_name, value, reason, raw_line
from rejects
where import_number = $import_number
order by record_number, column_name, reason
limit $most
