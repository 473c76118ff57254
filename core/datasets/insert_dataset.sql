-- The one row that says what this file is. parameters: those named
insert into dataset
values ($schema_version, $dataset_id, $name, $kind, $synthetic, $currency, $window_days, $identity_cap, $data_version, 1, null, null)
