-- grain: one row per last day of a period and group: the journeys open on that day and their age in days
-- reads: marked, dataset
-- parameters: $period (month, week), $last_days
-- Open: started, known not to have ended by a resolution yet, and with a contact in the last inactivity window or to come.
-- example: $period = 'month', $last_days = ['2025-01-31']
-- | marked: started_on | ended_on | resolved | group_code |
-- | date 2025-01-21 | date 2025-02-03 | true  | 0 |
-- | date 2025-01-11 | date 2025-01-28 | false | 0 |
-- | date 2025-01-11 | date 2025-01-20 | false | 0 |
-- | date 2025-01-11 | date 2025-01-28 | true  | 0 |
-- | date 2025-01-11 | date 2025-02-28 | null  | 0 |
-- | dataset: window_days |
-- | 7 |
-- gives:
-- | period_number | group_code | backlog_age | backlog_age_of | backlog_age_squares |
-- | 24300 | 0 | 30 | 2 | 500 |
select
    cast(case $period
        when 'month' then extract(year from last_day) * 12 + extract(month from last_day) - 1
        else floor(date_diff('day', date '1970-01-05', last_day) / 7)
    end as bigint) as period_number,
    group_code,
    cast(sum(age) as bigint) as backlog_age,
    count(*) as backlog_age_of,
    cast(sum(age * age) as bigint) as backlog_age_squares
from (
    select e.last_day, m.group_code, date_diff('day', m.started_on, e.last_day) as age
    from marked m
    cross join dataset d
    join (select cast(given as date) as last_day from (select unnest($last_days) as given) as listed) e
        on e.last_day >= m.started_on
        and (m.ended_on > e.last_day or (not m.resolved and date_diff('day', m.ended_on, e.last_day) <= d.window_days))
    where m.resolved is not null
) as open
group by last_day, group_code
order by period_number, group_code
