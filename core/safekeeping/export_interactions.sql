-- grain: one row per interaction, in the order of import and of the file
-- reads: interactions, identities, steps, labels
-- parameters: none
-- The customer is the key that the record carries; the journey is named by its first interaction, as import-record.
-- No number of the file's own making is in it, so a file that was built anew exports the same.
select
    i.import_number,
    i.record_number,
    source.label as source,
    i.interaction_id,
    d.kind as customer_kind,
    d.value as customer,
    j.import_number as journey_import,
    j.record_number as journey_record,
    s.step_number,
    i.journey_id,
    i.occurred_at,
    channel.label as channel,
    activity.label as activity,
    issue.label as issue,
    region.label as region,
    segment.label as segment,
    team.label as team,
    outcome.label as outcome,
    i.agent,
    i.resolved,
    i.handle_seconds,
    i.wait_seconds,
    i.cost,
    i.csat,
    i.ces,
    i.nps,
    i.text,
    i.customer_value,
    i.customer_since,
    i.customer_left_on
from interactions i
left join identities d on d.identity_key = i.identity_key
left join steps s on s.interaction_key = i.interaction_key
left join interactions j on j.interaction_key = s.journey_key
left join labels source on source.kind = 'source' and source.code = i.source_code
left join labels channel on channel.kind = 'channel' and channel.code = i.channel_code
left join labels activity on activity.kind = 'activity' and activity.code = i.activity_code
left join labels issue on issue.kind = 'issue' and issue.code = i.issue_code
left join labels region on region.kind = 'region' and region.code = i.region_code
left join labels segment on segment.kind = 'segment' and segment.code = i.segment_code
left join labels team on team.kind = 'team' and team.code = i.team_code
left join labels outcome on outcome.kind = 'outcome' and outcome.code = i.outcome_code
order by i.import_number, i.record_number
