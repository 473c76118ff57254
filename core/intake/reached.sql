-- The last contact of what was imported before a moment and is in use. grain: one row. reads: imports, interactions
-- parameters: $moment (UTC). example: see core/intake/history.py
select max(i.occurred_at) as reached
from interactions as i
inner join imports as m on m.import_number = i.import_number
where m.imported_at < $moment
