-- grain: one row per issue (0: not given): counts and sums of its journeys. extra_ are channels beyond the first, of
--   journeys with a known channel; repeats came back on the issue within 30 days
-- reads: journeys_in_scope
-- parameters: none
-- example:
-- | journeys_in_scope: issue_code | channels_used | switches | cost | resolved | repeated | ces | csat |
-- | 1 | 1 | 0 | 2.0  | true  | 0    | 6.0  | null |
-- | 1 | 3 | 4 | 5.0  | false | 1    | 4.0  | 5.0  |
-- | 0 | 0 | 0 | null | null  | null | null | null |
-- gives:
-- | issue_code | journeys | channels_known | extra_sum | extra_squares | switches | cost_known | cost_sum | cost_squares | resolved_known | resolved | repeats_known | repeats | ces_known | ces_sum | ces_squares | csat_known | csat_sum | csat_squares |
-- | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0.0 | 0.0  | 0 | 0 | 0 | 0 | 0 | 0.0  | 0.0  | 0 | 0.0 | 0.0  |
-- | 1 | 2 | 2 | 2 | 4 | 4 | 2 | 7.0 | 29.0 | 2 | 1 | 2 | 1 | 2 | 10.0 | 52.0 | 1 | 5.0 | 25.0 |
select
    issue_code,
    count(*) as journeys,
    count(case when channels_used > 0 then 1 end) as channels_known,
    cast(coalesce(sum(case when channels_used > 0 then cast(channels_used as bigint) - 1 end), 0) as bigint) as extra_sum,
    cast(coalesce(sum(
        case when channels_used > 0 then (cast(channels_used as bigint) - 1) * (cast(channels_used as bigint) - 1) end
    ), 0) as bigint) as extra_squares,
    cast(sum(cast(switches as bigint)) as bigint) as switches,
    count(cost) as cost_known,
    coalesce(sum(cast(cost as double)), 0) as cost_sum,
    coalesce(sum(cast(cost as double) * cost), 0) as cost_squares,
    count(resolved) as resolved_known,
    count(case when resolved then 1 end) as resolved,
    count(repeated) as repeats_known,
    cast(coalesce(sum(repeated), 0) as bigint) as repeats,
    count(ces) as ces_known,
    coalesce(sum(cast(ces as double)), 0) as ces_sum,
    coalesce(sum(cast(ces as double) * ces), 0) as ces_squares,
    count(csat) as csat_known,
    coalesce(sum(cast(csat as double)), 0) as csat_sum,
    coalesce(sum(cast(csat as double) * csat), 0) as csat_squares
from journeys_in_scope
group by issue_code
order by issue_code
