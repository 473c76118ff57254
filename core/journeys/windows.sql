-- Journeys that interactions without a journey id make, by inactivity window. grain: one row per window.
-- reads: interactions, identities. parameters: $days_1 to $days_4
-- example: one customer and issue, contacts on days 1, 3 and 20 -> 2 journeys at 3, 7 and 14 days, 1 at 30.
with gaps as (
    select
        i.interaction_key,
        epoch(i.order_at) - epoch(lag(i.order_at) over (
            partition by d.customer_key, i.issue_code order by i.order_at, i.interaction_key
        )) as gap_seconds
    from interactions i
    join identities d on d.identity_key = i.identity_key
    where i.journey_id is null
),
windows as (
    select unnest([$days_1, $days_2, $days_3, $days_4]) as window_days
)
select
    w.window_days,
    count(g.interaction_key) filter (where g.gap_seconds is null or g.gap_seconds > w.window_days * 86400) as journeys,
    count(g.interaction_key) as interactions
from windows w
left join gaps g on true
group by w.window_days
order by w.window_days
