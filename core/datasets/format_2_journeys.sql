-- What each journey's contacts say together, as the build says it. grain: one row per journey. reads: steps, interactions.
-- parameters: none
-- Where every handle time is known the sum is there already, to the last digit.
update journeys
set
    handled = c.handled,
    handled_seconds = coalesce(journeys.handle_seconds, c.handled_seconds),
    waited = c.waited,
    complete = c.complete,
    teams = c.teams,
    activities = c.activities,
    activity_runs = c.activity_runs
from (
    select
        s.journey_key,
        count(s.handle_seconds) as handled,
        sum(s.handle_seconds) as handled_seconds,
        count(i.wait_seconds) as waited,
        count(case
            when i.channel_code <> 0 and i.issue_code <> 0 and i.outcome_code <> 0
                and (i.identity_key is not null or i.journey_id is not null) then 1
        end) as complete,
        count(distinct case when i.team_code <> 0 then i.team_code end) as teams,
        case when max(s.activity_code) > 0 then count(distinct s.activity_code) else 0 end as activities,
        max(s.activity_run) as activity_runs
    from steps s
    join interactions i on i.interaction_key = s.interaction_key
    group by s.journey_key
) c
where c.journey_key = journeys.journey_key
