-- Why records of each import were left out, and what was noticed. grain: one row per import, outcome and reason.
-- reads: import_reasons. parameters: none. example: (1, 'rejected', 'no time of contact', 3)
select import_number, outcome, reason, sum(records) as records
from import_reasons
group by import_number, outcome, reason
order by import_number, outcome, records desc, reason
