-- The checked records as the reader wrote them; a view, so that each statement reads only the columns it needs.
-- grain: one row per loadable record. reads: the file named by the variable clean_path, no_records. parameters: none
create or replace temp view records as
select * from no_records
union all by name
select * from read_parquet(getvariable('clean_path'))
