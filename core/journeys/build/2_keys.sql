-- Which journey each interaction belongs to: the given id, or customer + issue + inactivity window.
-- grain: one row per interaction. reads: building_rows. parameters: $window_seconds
-- A gap longer than the window starts a new journey. A journey's key is the smallest interaction_key in it.
-- The rows come out by journey and time (ties: order of arrival), the journeys by start, so that filters skip blocks.
-- example: one customer, one issue, contacts on days 1, 3 and 20, window 7 days: keys 1, 1, 3.
create or replace temp table building_sorted as
with given as (
    select journey_id, min(interaction_key) as journey_key, min(order_at) as journey_started_at
    from building_rows
    where journey_id is not null
    group by journey_id
),
gaps as (
    select
        *,
        lag(order_at) over (partition by customer_key, issue_code order by order_at, interaction_key) as previous_at
    from building_rows
    where journey_id is null
),
numbered as (
    select
        * exclude (previous_at),
        sum(case when previous_at is null or epoch(order_at) - epoch(previous_at) > $window_seconds then 1 else 0 end)
            over (partition by customer_key, issue_code order by order_at, interaction_key) as ordinal
    from gaps
),
windowed as (
    select customer_key, issue_code, ordinal, min(interaction_key) as journey_key, min(order_at) as journey_started_at
    from numbered
    group by customer_key, issue_code, ordinal
),
keyed as (
    select r.*, g.journey_key, cast(g.journey_started_at as date) as started_on
    from building_rows r
    join given g on g.journey_id = r.journey_id
    union all
    select n.* exclude (ordinal), w.journey_key, cast(w.journey_started_at as date)
    from numbered n
    join windowed w on w.customer_key = n.customer_key and w.issue_code = n.issue_code and w.ordinal = n.ordinal
)
select *
from keyed
order by started_on, journey_key, order_at, interaction_key
