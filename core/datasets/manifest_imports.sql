-- Every import, undone ones too, in order. grain: one row per import. reads: imports. parameters: none
select import_number, file_name, sha256, source, plan, actor, strftime(imported_at, '%Y-%m-%dT%H:%M:%S.%f') as imported_at,
    strftime(undone_at, '%Y-%m-%dT%H:%M:%S.%f') as undone_at
from imports
order by import_number
