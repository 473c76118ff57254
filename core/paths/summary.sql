-- grain: one row per month in which journeys start (year * 12 + month - 1): counts and sums of its journeys
-- reads: journeys_in_scope
-- parameters: none
-- example: (January 2025 is 24300)
-- | journeys_in_scope: started_on | interactions | channels_used | switches | cost | resolved | contained | csat | repeated |
-- | date 2025-01-03 | 2 | 2 | 1 | 3.0  | true  | false | 4.0  | 1 |
-- | date 2025-01-31 | 1 | 1 | 0 | null | true  | null  | null | null |
-- | date 2025-02-01 | 3 | 1 | 0 | 5.0  | false | true  | 2.0  | 0 |
-- gives:
-- | month_number | journeys | interactions | channels_used | switches | resolved | resolved_known | contained | contained_known | cost_sum | cost_known | cost_resolved | csat_sum | csat_answers | repeats | repeat_known |
-- | 24300 | 2 | 3 | 3 | 1 | 2 | 2 | 0 | 1 | 3.0 | 1 | 1 | 4.0 | 1 | 1 | 1 |
-- | 24301 | 1 | 3 | 1 | 0 | 0 | 1 | 1 | 1 | 5.0 | 1 | 0 | 2.0 | 1 | 0 | 1 |
select
    extract(year from started_on) * 12 + extract(month from started_on) - 1 as month_number,
    count(*) as journeys,
    cast(sum(interactions) as bigint) as interactions,
    cast(sum(channels_used) as bigint) as channels_used,
    cast(sum(switches) as bigint) as switches,
    count(case when resolved then 1 end) as resolved,
    count(resolved) as resolved_known,
    count(case when contained then 1 end) as contained,
    count(contained) as contained_known,
    sum(cost) as cost_sum,
    count(cost) as cost_known,
    count(case when cost is not null and resolved then 1 end) as cost_resolved,
    sum(csat) as csat_sum,
    count(csat) as csat_answers,
    cast(coalesce(sum(repeated), 0) as bigint) as repeats,
    count(repeated) as repeat_known
from journeys_in_scope
group by extract(year from started_on) * 12 + extract(month from started_on) - 1
order by month_number
