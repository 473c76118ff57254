-- What each import that still counts read, loaded, rejected and recognised as a duplicate. grain: one row per import.
-- reads: imports. parameters: $pair_plan, the plan of pair tables, which hold no interactions. read = loaded + rejected + duplicate
-- example: a file of 10 lines, 1 unreadable, 2 repeated -> (1, 'a.csv', 'crm', ..., 10, 7, 1, 2)
select import_number, file_name, source, imported_at, read_rows, loaded_rows, rejected_rows, duplicate_rows
from imports
where undone_at is null and plan <> $pair_plan
order by import_number
