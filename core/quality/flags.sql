-- What was noticed about records that were loaded. grain: one row per import and flag. reads: import_reasons, imports.
-- parameters: none. example: an import with 4 contacts dated in the future -> (1, 'future_times', 4)
select r.import_number, r.reason as flag, sum(r.records) as records
from import_reasons r
join imports m on m.import_number = r.import_number
where r.outcome = 'flag' and m.undone_at is null
group by r.import_number, r.reason
order by r.import_number, flag
