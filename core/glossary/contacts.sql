-- grain: one row per period in which journeys start and group: sums of metrics of contacts, with journeys as the sample
-- reads: marked, of_journeys
-- parameters: none
-- example:
-- | marked: journey_key | period_number | group_code |
-- | 1 | 24300 | 0 |
-- | 2 | 24300 | 0 |
-- | of_journeys: journey_key | contacts | handled | handle_seconds | waited | in_time | complete | first_team | last_team | runs | activities | unnamed |
-- | 1 | 3 | 2 | 150.0 | 3 | 2 | 2 | 3 | 4 | 3 | 2 | 0 |
-- | 2 | 1 | 0 | null  | 0 | 0 | 0 | null | null | 1 | 1 | 1 |
-- gives:
-- | period_number | group_code | handle_time | handle_time_of | handle_time_squares | handle_time_of_squares | handle_time_products | handle_time_n | sla_compliance | sla_compliance_of | sla_compliance_squares | sla_compliance_of_squares | sla_compliance_products | sla_compliance_n | field_completion | field_completion_of | field_completion_squares | field_completion_of_squares | field_completion_products | field_completion_n | transfer_rate | transfer_rate_of | rework | rework_of |
-- | 24300 | 0 | 150.0 | 2 | 22500.0 | 4 | 300.0 | 1 | 2 | 3 | 4 | 9 | 6 | 1 | 2 | 4 | 4 | 10 | 6 | 2 | 1 | 1 | 1 | 1 |
select
    m.period_number,
    m.group_code,
    coalesce(sum(j.handle_seconds), 0) as handle_time,
    cast(sum(j.handled) as bigint) as handle_time_of,
    coalesce(sum(j.handle_seconds * j.handle_seconds), 0) as handle_time_squares,
    cast(sum(j.handled * j.handled) as bigint) as handle_time_of_squares,
    coalesce(sum(j.handle_seconds * j.handled), 0) as handle_time_products,
    count(case when j.handled > 0 then 1 end) as handle_time_n,
    cast(sum(j.in_time) as bigint) as sla_compliance,
    cast(sum(j.waited) as bigint) as sla_compliance_of,
    cast(sum(j.in_time * j.in_time) as bigint) as sla_compliance_squares,
    cast(sum(j.waited * j.waited) as bigint) as sla_compliance_of_squares,
    cast(sum(j.in_time * j.waited) as bigint) as sla_compliance_products,
    count(case when j.waited > 0 then 1 end) as sla_compliance_n,
    cast(sum(j.complete) as bigint) as field_completion,
    cast(sum(j.contacts) as bigint) as field_completion_of,
    cast(sum(j.complete * j.complete) as bigint) as field_completion_squares,
    cast(sum(j.contacts * j.contacts) as bigint) as field_completion_of_squares,
    cast(sum(j.complete * j.contacts) as bigint) as field_completion_products,
    count(*) as field_completion_n,
    count(case when j.first_team <> j.last_team then 1 end) as transfer_rate,
    count(j.first_team) as transfer_rate_of,
    count(case when j.unnamed < j.contacts and j.runs > j.activities then 1 end) as rework,
    count(case when j.unnamed < j.contacts then 1 end) as rework_of
from marked m
join of_journeys j on j.journey_key = m.journey_key
group by m.period_number, m.group_code
order by m.period_number, m.group_code
