-- reads: the checked file written by the reader. parameters: $path
insert into staged by name select * from read_parquet($path)
