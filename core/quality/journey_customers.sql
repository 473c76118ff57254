-- Journeys with an id, and those whose interactions belong to several customers. grain: one row.
-- reads: interactions, identities. parameters: none. interactions without a key belong to nobody and are no conflict
-- example: case 1 has Ann and Ann, case 2 has Ann and Bob -> (2, 1)
with cases as (
    select i.journey_id, min(d.customer_key) as lowest, max(d.customer_key) as highest
    from interactions i
    left join identities d on d.identity_key = i.identity_key
    where i.journey_id is not null
    group by i.journey_id
)
select count(*) as journeys, count(case when lowest <> highest then 1 end) as several
from cases
