-- Every import with its counts. grain: one row per import. reads: imports. parameters: none
select import_number, file_name, sha256, source, actor, imported_at, read_rows, loaded_rows, rejected_rows,
    duplicate_rows, notes, undone_at
from imports
order by import_number
