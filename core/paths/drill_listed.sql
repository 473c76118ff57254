-- grain: one row per selected journey, all of them
-- reads: selected, journeys_in_scope, labels, variants
-- parameters: $lens: which sequence
-- example, with $lens = 'channel':
-- | selected: journey_key |
-- | 2 |
-- | journeys_in_scope: journey_key | journey_id | customer_key | started_at | ended_at | issue_code | region_code | segment_code | first_channel_code | last_channel_code | variant_code | interactions | channels_used | switches | duration_seconds | handle_seconds | wait_seconds | cost | resolved | contained | csat | ces | nps | repeated |
-- | 1 | a | 7 | time 2025-01-01T09:00:00 | time 2025-01-01T10:00:00 | 1 | 0 | 0 | 5 | 6 | 3 | 2 | 2 | 1 | 3600 | null | null | 1.5 | true | false | 4.0 | null | null | 1 |
-- | 2 | b | 7 | time 2025-01-02T09:00:00 | time 2025-01-02T09:00:00 | 0 | 0 | 0 | 5 | 5 | 4 | 1 | 1 | 0 | 0 | null | null | 2.5 | true | false | 5.0 | null | null | 0 |
-- | labels: kind | code | label |
-- | channel | 5 | Phone |
-- | issue | 0 | not given |
-- | variants: lens | variant_code | sequence |
-- | channel | 4 | '5' |
-- gives:
-- | journey_key | journey_id | customer_key | issue | region | segment | first_channel | last_channel | started_at | ended_at | interactions | channels_used | switches | duration_seconds | handle_seconds | wait_seconds | cost | resolved | contained | csat | ces | nps | repeated | route |
-- | 2 | b | 7 | not given | null | null | Phone | Phone | time 2025-01-02T09:00:00 | time 2025-01-02T09:00:00 | 1 | 1 | 0 | 0 | null | null | 2.5 | true | false | 5.0 | null | null | false | '5' |
select
    found.journey_key,
    found.journey_id,
    found.customer_key,
    issue.label as issue,
    region.label as region,
    segment.label as segment,
    first_channel.label as first_channel,
    last_channel.label as last_channel,
    found.started_at,
    found.ended_at,
    found.interactions,
    found.channels_used,
    found.switches,
    found.duration_seconds,
    found.handle_seconds,
    found.wait_seconds,
    found.cost,
    found.resolved,
    found.contained,
    found.csat,
    found.ces,
    found.nps,
    case when found.repeated = 1 then true when found.repeated = 0 then false end as repeated,
    variants.sequence as route
from journeys_in_scope as found
left join labels as issue on issue.kind = 'issue' and issue.code = found.issue_code
left join labels as region on region.kind = 'region' and region.code = found.region_code
left join labels as segment on segment.kind = 'segment' and segment.code = found.segment_code
left join labels as first_channel on first_channel.kind = 'channel' and first_channel.code = found.first_channel_code
left join labels as last_channel on last_channel.kind = 'channel' and last_channel.code = found.last_channel_code
left join variants on variants.lens = $lens and variants.variant_code = found.variant_code
where found.journey_key in (select journey_key from selected)
