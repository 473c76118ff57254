-- New records older than what was known before this import by more than a day. grain: one row.
-- reads: fresh, dataset. parameters: none
select count(*) from fresh where occurred_at < (select data_until - interval 1 day from dataset)
