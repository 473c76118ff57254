-- grain: one row per journey, grouped by the activity it ended with
-- reads: unmarked, steps_in_scope
-- parameters: none
-- example:
-- | unmarked: journey_key | customer_key | started_on | ended_on | group_code | period_number | end_period_number | channels_used | interactions | duration_seconds | cost | resolved | contained | csat | ces | nps | repeated | handled | handled_seconds | waited | complete | teams | activities | activity_runs |
-- | 1 | 7 | date 2025-01-11 | date 2025-01-12 | 0 | 24300 | 24300 | 1 | 2 | 0 | 2.5 | true | false | 4.0 | 6.0 | 9.0 | 0 | 2 | 90.0 | 1 | 1 | 1 | 2 | 2 |
-- | steps_in_scope: journey_key | code | next_code |
-- | 1 | 4 | 5    |
-- | 1 | 5 | null |
-- gives:
-- | journey_key | customer_key | started_on | ended_on | group_code | period_number | end_period_number | channels_used | interactions | duration_seconds | cost | resolved | contained | csat | ces | nps | repeated | handled | handled_seconds | waited | complete | teams | activities | activity_runs |
-- | 1 | 7 | date 2025-01-11 | date 2025-01-12 | 5 | 24300 | 24300 | 1 | 2 | 0 | 2.5 | true | false | 4.0 | 6.0 | 9.0 | 0 | 2 | 90.0 | 1 | 1 | 1 | 2 | 2 |
select
    u.journey_key, u.customer_key, u.started_on, u.ended_on, s.code as group_code, u.period_number, u.end_period_number,
    u.channels_used, u.interactions, u.duration_seconds, u.cost, u.resolved, u.contained, u.csat, u.ces, u.nps,
    u.repeated, u.handled, u.handled_seconds, u.waited, u.complete, u.teams, u.activities, u.activity_runs
from unmarked u
join steps_in_scope s on s.journey_key = u.journey_key
where s.next_code is null
