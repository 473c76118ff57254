-- Why records of an import were rejected, duplicates or flagged. grain: one row per import, outcome and reason.
-- reads: import_reasons. parameters: none
select import_number, outcome, reason, records from import_reasons order by import_number, outcome, records desc, reason
