-- Each channel, what kind it is, and its interactions. grain: one row per channel; code 0 is "not given".
-- reads: labels, interactions. parameters: none. service: self-service, assisted, NULL while unknown
-- example: three calls and a visit of the kiosk -> ('Phone', 'assisted', 3), ('Kiosk', NULL, 1)
select l.label as channel, l.service, count(*) as interactions
from interactions i
join labels l on l.kind = 'channel' and l.code = i.channel_code
group by l.label, l.service
order by interactions desc, channel
