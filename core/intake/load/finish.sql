-- The dataset after a change. parameters: $now
-- A time that is still to come does not move the end of the data, unless all are.
update dataset set
    data_version = data_version + 1,
    next_key = greatest(next_key, (select coalesce(max(interaction_key), 0) + 1 from interactions)),
    data_from = (select min(occurred_at) from interactions),
    data_until = (
        select coalesce(max(occurred_at) filter (where occurred_at <= $now), max(occurred_at)) from interactions
    )
