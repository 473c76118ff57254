-- grain: one row per journey, with its group and the periods in which it starts and ends (months: year * 12 + month - 1;
--   weeks: whole weeks from Monday 5 January 1970)
-- reads: journeys_in_scope
-- parameters: $period (month, week), $by (everything, issue, region, segment, first_channel, last_channel)
-- example: $period = 'week', $by = 'issue'
-- | journeys_in_scope: journey_key | customer_key | started_on | ended_at | issue_code | region_code | segment_code | first_channel_code | last_channel_code | channels_used | interactions | duration_seconds | cost | resolved | contained | csat | ces | nps | repeated | handled | handled_seconds | waited | complete | teams | activities | activity_runs |
-- | 1 | 7 | date 1970-01-11 | time 1970-01-12 08:00:00 | 2 | 3 | 4 | 5 | 6 | 1 | 1 | 0 | 2.5 | true | false | 4.0 | 6.0 | 9.0 | 0 | 1 | 90.0 | 1 | 1 | 1 | 1 | 1 |
-- gives:
-- | journey_key | customer_key | started_on | ended_on | group_code | period_number | end_period_number | channels_used | interactions | duration_seconds | cost | resolved | contained | csat | ces | nps | repeated | handled | handled_seconds | waited | complete | teams | activities | activity_runs |
-- | 1 | 7 | date 1970-01-11 | date 1970-01-12 | 2 | 0 | 1 | 1 | 1 | 0 | 2.5 | true | false | 4.0 | 6.0 | 9.0 | 0 | 1 | 90.0 | 1 | 1 | 1 | 1 | 1 |
select
    journey_key, customer_key, started_on, cast(ended_at as date) as ended_on,
    case $by
        when 'everything' then 0
        when 'issue' then issue_code
        when 'region' then region_code
        when 'segment' then segment_code
        when 'first_channel' then first_channel_code
        when 'last_channel' then last_channel_code
    end as group_code,
    cast(case $period
        when 'month' then extract(year from started_on) * 12 + extract(month from started_on) - 1
        else floor(date_diff('day', date '1970-01-05', started_on) / 7)
    end as bigint) as period_number,
    cast(case $period
        when 'month' then extract(year from ended_at) * 12 + extract(month from ended_at) - 1
        else floor(date_diff('day', date '1970-01-05', cast(ended_at as date)) / 7)
    end as bigint) as end_period_number,
    channels_used, interactions, duration_seconds, cost, resolved, contained, csat, ces, nps, repeated,
    handled, handled_seconds, waited, complete, teams, activities, activity_runs
from journeys_in_scope
