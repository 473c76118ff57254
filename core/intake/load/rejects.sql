-- The records that could not be loaded, with where they stand and why. parameters: $import_number, $path
insert into rejects
select $import_number, line_number, record_number, column_name, value, reason, raw_line from read_parquet($path)
