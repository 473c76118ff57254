-- grain: one row per issue and first channel: its journeys that made no switch, on average; null below $least of them
-- reads: grouped
-- parameters: $least
-- example, with $least = 2:
-- | grouped: issue_code | first_channel_code | switches | journeys | cost_known | cost_sum | seconds_sum | ces_known | ces_sum | resolved_known | resolved |
-- | 5 | 6 | 0 | 3 | 2 | 5.0 | 90.0 | 1 | 4.0 | 2 | 1 |
-- | 5 | 6 | 1 | 9 | 9 | 9.0 | 90.0 | 9 | 9.0 | 9 | 9 |
-- gives:
-- | issue_code | first_channel_code | mean_cost | mean_seconds | mean_ces | resolved_share |
-- | 5 | 6 | 2.5 | 30.0 | null | 0.5 |
select
    issue_code,
    first_channel_code,
    case when sum(cost_known) >= $least then sum(cost_sum) / sum(cost_known) end as mean_cost,
    case when sum(journeys) >= $least then sum(seconds_sum) / sum(journeys) end as mean_seconds,
    case when sum(ces_known) >= $least then sum(ces_sum) / sum(ces_known) end as mean_ces,
    case when sum(resolved_known) >= $least
        then cast(sum(resolved) as double) / sum(resolved_known) end as resolved_share
from grouped
where switches = 0
group by issue_code, first_channel_code
