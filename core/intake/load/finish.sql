-- The dataset after a change. parameters: none
update dataset set
    data_version = data_version + 1,
    next_key = greatest(next_key, (select coalesce(max(interaction_key), 0) + 1 from interactions)),
    data_from = (select min(occurred_at) from interactions),
    data_until = (select max(occurred_at) from interactions)
