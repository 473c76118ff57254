-- grain: one row per interaction, with its labels and its place in its journey
-- reads: steps, interactions, journeys, labels
-- parameters: none
-- example:
-- | steps: journey_key | step_number | interaction_key | gap_seconds |
-- | 1 | 1 | 11 | 60 |
-- | interactions: interaction_key | occurred_at | channel_code | activity_code | issue_code | region_code | segment_code | team_code | outcome_code | agent | resolved | handle_seconds | wait_seconds | cost | csat | ces | nps | text |
-- | 11 | time 2025-01-01T09:00:00 | 5 | 0 | 0 | 0 | 0 | 0 | 0 | Kim | true | 30.0 | null | 1.5 | null | null | null | Hello |
-- | journeys: journey_key | journey_id | customer_key |
-- | 1 | a | 7 |
-- | labels: kind | code | label |
-- | channel | 5 | Phone |
-- | activity | 0 | not given |
-- gives:
-- | journey_key | journey_id | customer_key | step_number | occurred_at | channel | activity | issue | region | segment | team | outcome | agent | resolved | handle_seconds | wait_seconds | cost | csat | ces | nps | text | gap_seconds |
-- | 1 | a | 7 | 1 | time 2025-01-01T09:00:00 | Phone | not given | null | null | null | null | null | Kim | true | 30.0 | null | 1.5 | null | null | null | Hello | 60 |
select
    steps.journey_key,
    journeys.journey_id,
    journeys.customer_key,
    steps.step_number,
    interactions.occurred_at,
    channel.label as channel,
    activity.label as activity,
    issue.label as issue,
    region.label as region,
    segment.label as segment,
    team.label as team,
    outcome.label as outcome,
    interactions.agent,
    interactions.resolved,
    interactions.handle_seconds,
    interactions.wait_seconds,
    interactions.cost,
    interactions.csat,
    interactions.ces,
    interactions.nps,
    interactions.text,
    steps.gap_seconds
from steps
join interactions on interactions.interaction_key = steps.interaction_key
join journeys on journeys.journey_key = steps.journey_key
left join labels as channel on channel.kind = 'channel' and channel.code = interactions.channel_code
left join labels as activity on activity.kind = 'activity' and activity.code = interactions.activity_code
left join labels as issue on issue.kind = 'issue' and issue.code = interactions.issue_code
left join labels as region on region.kind = 'region' and region.code = interactions.region_code
left join labels as segment on segment.kind = 'segment' and segment.code = interactions.segment_code
left join labels as team on team.kind = 'team' and team.code = interactions.team_code
left join labels as outcome on outcome.kind = 'outcome' and outcome.code = interactions.outcome_code
