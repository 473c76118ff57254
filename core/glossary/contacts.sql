-- grain: one row per period in which journeys start and group: sums of metrics of contacts, with journeys as the sample: a
--   journey's contacts are alike, so an interval rests on journeys
-- reads: marked, late
-- parameters: none
-- example: of two journeys, one with three contacts, two of them handled, one late, that came back to its activity
-- | marked: journey_key | period_number | group_code | interactions | handled | handled_seconds | waited | complete | teams | activities | activity_runs |
-- | 1 | 24300 | 0 | 3 | 2 | 150.0 | 3 | 2 | 2 | 2 | 3 |
-- | 2 | 24300 | 0 | 1 | 0 | null  | 0 | 0 | 0 | 0 | 1 |
-- | late: journey_key | late |
-- | 1 | 1 |
-- gives:
-- | period_number | group_code | handle_time | handle_time_of | handle_time_squares | handle_time_of_squares | handle_time_products | handle_time_n | sla_compliance | sla_compliance_of | sla_compliance_squares | sla_compliance_of_squares | sla_compliance_products | sla_compliance_n | field_completion | field_completion_of | field_completion_squares | field_completion_of_squares | field_completion_products | field_completion_n | transfer_rate | transfer_rate_of | rework | rework_of |
-- | 24300 | 0 | 150.0 | 2 | 22500.0 | 4 | 300.0 | 1 | 2 | 3 | 4 | 9 | 6 | 1 | 2 | 4 | 4 | 10 | 6 | 2 | 1 | 1 | 1 | 1 |
select
    period_number,
    group_code,
    coalesce(sum(handled_seconds), 0) as handle_time,
    cast(sum(handled) as bigint) as handle_time_of,
    coalesce(sum(handled_seconds * handled_seconds), 0) as handle_time_squares,
    cast(sum(handled * handled) as bigint) as handle_time_of_squares,
    coalesce(sum(handled_seconds * handled), 0) as handle_time_products,
    count(case when handled > 0 then 1 end) as handle_time_n,
    cast(sum(in_time) as bigint) as sla_compliance,
    cast(sum(waited) as bigint) as sla_compliance_of,
    cast(sum(in_time * in_time) as bigint) as sla_compliance_squares,
    cast(sum(waited * waited) as bigint) as sla_compliance_of_squares,
    cast(sum(in_time * waited) as bigint) as sla_compliance_products,
    count(case when waited > 0 then 1 end) as sla_compliance_n,
    cast(sum(complete) as bigint) as field_completion,
    cast(sum(contacts) as bigint) as field_completion_of,
    cast(sum(complete * complete) as bigint) as field_completion_squares,
    cast(sum(contacts * contacts) as bigint) as field_completion_of_squares,
    cast(sum(complete * contacts) as bigint) as field_completion_products,
    count(*) as field_completion_n,
    count(case when teams > 1 then 1 end) as transfer_rate,
    count(case when teams > 0 then 1 end) as transfer_rate_of,
    count(case when activities > 0 and activity_runs > activities then 1 end) as rework,
    count(case when activities > 0 then 1 end) as rework_of
from (
    select
        m.period_number, m.group_code, m.handled_seconds, m.teams, m.activities, m.activity_runs,
        cast(m.interactions as bigint) as contacts,
        cast(m.handled as bigint) as handled,
        cast(m.complete as bigint) as complete,
        cast(m.waited as bigint) as waited,
        m.waited - coalesce(l.late, 0) as in_time
    from marked m
    left join late l on l.journey_key = m.journey_key
) as counted
group by period_number, group_code
order by period_number, group_code
