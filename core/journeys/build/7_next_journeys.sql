-- How long until the same customer's next journey on the same issue starts, for all journeys of the customers touched.
-- grain: one row per journey changed. reads: journeys, touched_customers. parameters: none
-- example: journeys that end on day 3 and start again on day 10 -> 604800 for the first, NULL for the second.
update journeys
set seconds_to_next = case when f.seconds < 0 then 0 else f.seconds end
from (
    select journey_key, date_diff('second', ended_at, lead(started_at) over (
        partition by customer_key, issue_code order by started_at, journey_key
    )) as seconds
    from journeys
    where customer_key in (select customer_key from touched_customers)
) f
where f.journey_key = journeys.journey_key
  and case when f.seconds < 0 then 0 else f.seconds end is distinct from journeys.seconds_to_next
