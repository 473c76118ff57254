-- grain: one row per sequence of channels with a switch: what its journeys have beyond the same issue solved in its first
--   channel. _compared counts the journeys that are known and have something to be compared with
-- reads: grouped, unswitched
-- parameters: none
-- example:
-- | grouped: variant_code | issue_code | first_channel_code | switches | sample_key | journeys | cost_known | cost_sum | cost_squares | seconds_sum | ces_known | ces_sum | resolved_known | resolved |
-- | 1 | 5 | 6 | 2 | 4 | 2 | 2 | 8.0 | 34.0 | 90.0 | 1 | 3.0 | 2 | 1 |
-- | 1 | 7 | 6 | 2 | 9 | 1 | 1 | 8.0 | 64.0 | 10.0 | 1 | 3.0 | 1 | 1 |
-- | 2 | 5 | 6 | 0 | 8 | 9 | 9 | 9.0 | 9.0  | 90.0 | 9 | 9.0 | 9 | 9 |
-- | unswitched: issue_code | first_channel_code | mean_cost | mean_seconds | mean_ces | resolved_share |
-- | 5 | 6 | 1.0 | 10.0 | null | 1.0 |
-- gives:
-- | variant_code | switches | sample_key | journeys | cost_compared | added_cost | added_cost_squares | time_compared | added_seconds | ces_compared | added_ces | resolved_compared | added_resolved |
-- | 1 | 2 | 4 | 3 | 2 | 6.0 | 20.0 | 2 | 70.0 | 0 | 0.0 | 2 | -1.0 |
select
    g.variant_code,
    max(g.switches) as switches,
    min(g.sample_key) as sample_key,
    cast(sum(g.journeys) as bigint) as journeys,
    cast(sum(case when u.mean_cost is not null then g.cost_known else 0 end) as bigint) as cost_compared,
    cast(sum(coalesce(g.cost_sum - g.cost_known * u.mean_cost, 0)) as double) as added_cost,
    cast(sum(coalesce(
        g.cost_squares - 2 * u.mean_cost * g.cost_sum + g.cost_known * u.mean_cost * u.mean_cost, 0
    )) as double) as added_cost_squares,
    cast(sum(case when u.mean_seconds is not null then g.journeys else 0 end) as bigint) as time_compared,
    cast(sum(coalesce(g.seconds_sum - g.journeys * u.mean_seconds, 0)) as double) as added_seconds,
    cast(sum(case when u.mean_ces is not null then g.ces_known else 0 end) as bigint) as ces_compared,
    cast(sum(coalesce(g.ces_sum - g.ces_known * u.mean_ces, 0)) as double) as added_ces,
    cast(sum(case when u.resolved_share is not null then g.resolved_known else 0 end) as bigint) as resolved_compared,
    cast(sum(coalesce(g.resolved - g.resolved_known * u.resolved_share, 0)) as double) as added_resolved
from grouped g
left join unswitched u on u.issue_code = g.issue_code and u.first_channel_code = g.first_channel_code
where g.switches > 0
group by g.variant_code
