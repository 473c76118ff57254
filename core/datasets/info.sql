-- What a dataset is and holds. grain: one row. reads: dataset, interactions, journeys, customers. parameters: none
select
    d.dataset_id, d.name, d.kind, d.synthetic, d.currency, d.window_days, d.identity_cap, d.data_version,
    (select count(*) from interactions) as interactions,
    (select count(*) from journeys) as journeys,
    (select count(*) from customers) as customers,
    d.data_from, d.data_until
from dataset d
