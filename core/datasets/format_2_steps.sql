-- The wait of each step. grain: one row per step with a known wait. reads: interactions, steps. parameters: none
update steps
set wait_seconds = i.wait_seconds
from interactions i
where i.interaction_key = steps.interaction_key and i.wait_seconds is not null
