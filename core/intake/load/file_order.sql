-- Where the file's order rules, a contact is never placed before its predecessor of the same journey.
-- reads: fresh. parameters: none
-- example: times 10:00, 09:59, 10:05 in file order -> order_at 10:00, 10:00, 10:05.
update fresh
set order_at = f.order_at
from (
    select
        interaction_key,
        max(occurred_at) over (
            partition by journey_id order by record_number rows between unbounded preceding and current row
        ) as order_at
    from fresh
    where journey_id is not null
) f
where f.interaction_key = fresh.interaction_key and f.order_at <> fresh.order_at
