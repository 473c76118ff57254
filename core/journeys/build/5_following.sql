-- How long until the same customer's next journey on the same issue starts, among the journeys being built.
-- grain: one row per journey that has a customer. reads: building_journeys. parameters: none
-- example: journeys that end on day 3 and start again on day 10 -> 604800 for the first, NULL for the second.
create or replace temp table building_following as
select journey_key, date_diff('second', ended_at, lead(started_at) over (
    partition by customer_key, issue_code order by started_at, journey_key
)) as seconds
from building_journeys
where customer_key is not null
