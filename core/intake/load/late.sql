-- New records older by more than a day than what was known of their source before this import. grain: one row.
-- reads: fresh, interactions, labels, dataset. parameters: $source, $import_number
-- Sources are apart, so that the first history of another system is not late; times to come are no measure.
select count(*) from fresh
where occurred_at < (
    select max(i.occurred_at) - interval 1 day
    from interactions i
    join labels s on s.kind = 'source' and s.code = i.source_code
    where s.label = $source
      and i.import_number <> $import_number
      and i.occurred_at <= (select data_until from dataset)
)
