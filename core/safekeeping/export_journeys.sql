-- grain: one row per journey, in the order of its first interaction
-- reads: journeys, interactions, identities, labels
-- parameters: none
-- The journey is named by its first interaction, the customer by the key of that. Sums are rounded to a millionth, since
-- the last digits of a sum depend on the order of adding.
select
    i.import_number as journey_import,
    i.record_number as journey_record,
    j.journey_id,
    d.kind as customer_kind,
    d.value as customer,
    j.started_at,
    j.ended_at,
    issue.label as issue,
    region.label as region,
    segment.label as segment,
    first_channel.label as first_channel,
    last_channel.label as last_channel,
    j.interactions,
    j.channels_used,
    j.switches,
    j.duration_seconds,
    round(j.handle_seconds, 6) as handle_seconds,
    round(j.wait_seconds, 6) as wait_seconds,
    round(j.cost, 6) as cost,
    j.resolved,
    j.contained,
    j.csat,
    j.ces,
    j.nps,
    j.seconds_to_next
from journeys j
join interactions i on i.interaction_key = j.journey_key
left join identities d on d.identity_key = i.identity_key
left join labels issue on issue.kind = 'issue' and issue.code = j.issue_code
left join labels region on region.kind = 'region' and region.code = j.region_code
left join labels segment on segment.kind = 'segment' and segment.code = j.segment_code
left join labels first_channel on first_channel.kind = 'channel' and first_channel.code = j.first_channel_code
left join labels last_channel on last_channel.kind = 'channel' and last_channel.code = j.last_channel_code
order by i.import_number, i.record_number
