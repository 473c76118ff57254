-- Every import with its account. grain: one row per import. reads: imports. parameters: none
-- example: see core/intake/history.py
select import_number, file_name, source, plan, actor, imported_at, read_rows, loaded_rows, rejected_rows, duplicate_rows,
    notes, undone_at
from imports
order by import_number desc
