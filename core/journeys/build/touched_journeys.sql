-- The present journeys that must go: those with a touched id, and those without an id of a touched customer.
-- grain: one row per journey. reads: journeys, touched_ids, touched_customers. parameters: none
insert into touched_journeys
select journey_key
from journeys
where journey_id in (select journey_id from touched_ids)
   or (journey_id is null and customer_key in (select customer_key from touched_customers))
