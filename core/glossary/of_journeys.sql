-- grain: one row per journey with its contacts taken together: a journey's contacts are alike, so an interval rests on journeys
-- reads: steps_in_scope (every row, under the number of its run of one activity), interactions, labels
-- parameters: $wait_limit_seconds, $written_limit_seconds, $written_channels (names in small letters)
-- example: $wait_limit_seconds = 60, $written_limit_seconds = 1000, $written_channels = ['email']
-- | steps_in_scope: journey_key | interaction_key | step_number | code | handle_seconds |
-- | 1 | 1 | 1 | 4 | 100.0 |
-- | 1 | 2 | 2 | 5 | null  |
-- | 1 | 3 | 3 | 4 | 50.0  |
-- | 2 | 4 | 1 | 0 | null  |
-- | interactions: interaction_key | identity_key | journey_id | channel_code | issue_code | outcome_code | team_code | wait_seconds |
-- | 1 | 9    | null | 1 | 1 | 1 | 3 | 30.0  |
-- | 2 | 9    | null | 2 | 1 | 1 | 4 | 900.0 |
-- | 3 | null | null | 1 | 1 | 1 | 0 | 90.0  |
-- | 4 | 9    | null | 1 | 0 | 1 | 0 | null  |
-- | labels: kind | code | label |
-- | 'channel' | 1 | 'Phone' |
-- | 'channel' | 2 | 'Email' |
-- gives:
-- | journey_key | contacts | handled | handle_seconds | waited | in_time | complete | first_team | last_team | runs | activities | unnamed |
-- | 1 | 3 | 2 | 150.0 | 3 | 2 | 2 | 3 | 4 | 3 | 2 | 0 |
-- | 2 | 1 | 0 | null  | 0 | 0 | 0 | null | null | 1 | 1 | 1 |
select
    s.journey_key,
    count(*) as contacts,
    count(s.handle_seconds) as handled,
    sum(s.handle_seconds) as handle_seconds,
    count(i.wait_seconds) as waited,
    count(case
        when i.wait_seconds <= case
            when list_contains($written_channels, lower(l.label)) then $written_limit_seconds else $wait_limit_seconds
        end then 1
    end) as in_time,
    count(case
        when i.channel_code <> 0 and i.issue_code <> 0 and i.outcome_code <> 0
            and (i.identity_key is not null or i.journey_id is not null) then 1
    end) as complete,
    min(nullif(i.team_code, 0)) as first_team,
    max(nullif(i.team_code, 0)) as last_team,
    max(s.step_number) as runs,
    count(distinct s.code) as activities,
    count(case when s.code = 0 then 1 end) as unnamed
from steps_in_scope s
join interactions i on i.interaction_key = s.interaction_key
left join labels l on l.kind = 'channel' and l.code = i.channel_code
group by s.journey_key
