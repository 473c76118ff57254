-- grain: one row per issue with a switch: what its journeys with a switch cost beyond those of the same issue and first
--   channel without one, where that is known; the switch matrix adds up to the same
-- reads: grouped, unswitched
-- parameters: none
-- example:
-- | grouped: issue_code | first_channel_code | switches | journeys | cost_known | cost_sum |
-- | 5 | 6 | 2 | 2 | 2 | 8.0  |
-- | 5 | 7 | 1 | 4 | 3 | 50.0 |
-- | 5 | 6 | 0 | 9 | 9 | 9.0  |
-- | unswitched: issue_code | first_channel_code | mean_cost |
-- | 5 | 6 | 1.0  |
-- | 5 | 7 | null |
-- gives:
-- | issue_code | journeys_switched | cost_compared | added_cost |
-- | 5 | 6 | 2 | 6.0 |
select
    g.issue_code,
    cast(sum(g.journeys) as bigint) as journeys_switched,
    cast(sum(case when u.mean_cost is not null then g.cost_known else 0 end) as bigint) as cost_compared,
    cast(sum(coalesce(g.cost_sum - g.cost_known * u.mean_cost, 0)) as double) as added_cost
from grouped g
left join unswitched u on u.issue_code = g.issue_code and u.first_channel_code = g.first_channel_code
where g.switches > 0
group by g.issue_code
order by g.issue_code
