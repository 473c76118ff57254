-- The settings a rebuild needs. grain: one row. reads: dataset. parameters: none
select dataset_id, name, kind, synthetic, currency, window_days, identity_cap, data_version from dataset
