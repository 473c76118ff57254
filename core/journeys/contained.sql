-- Journeys that never left self-service: unknown with a channel of unknown kind, unless one was assisted.
-- grain: one row per journey changed. reads: steps, labels, journeys. parameters: none
-- example: ivr (self-service) > phone (assisted) -> false; ivr alone -> true; ivr > kiosk (unknown) -> NULL.
update journeys
set contained = c.contained
from (
    select
        s.journey_key,
        case
            when count(*) filter (where l.service = 'assisted') > 0 then false
            when count(*) filter (where l.service = 'self-service') = count(*) then true
        end as contained
    from steps s
    left join labels l on l.kind = 'channel' and l.code = s.channel_code
    group by s.journey_key
) c
where c.journey_key = journeys.journey_key and c.contained is distinct from journeys.contained
