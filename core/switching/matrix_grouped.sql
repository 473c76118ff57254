-- grain: one row per sequence of channels and issue: sums of its journeys. sample_key is one of them: it takes the same
--   switches as all
-- reads: journeys_in_scope
-- parameters: none
-- example:
-- | journeys_in_scope: journey_key | variant_code | issue_code | first_channel_code | switches | cost | duration_seconds | ces | resolved |
-- | 4 | 1 | 5 | 6 | 1 | 2.0  | 60 | 3.0  | true |
-- | 9 | 1 | 5 | 6 | 1 | null | 30 | null | null |
-- gives:
-- | variant_code | issue_code | first_channel_code | switches | sample_key | journeys | cost_known | cost_sum | cost_squares | seconds_sum | ces_known | ces_sum | resolved_known | resolved |
-- | 1 | 5 | 6 | 1 | 4 | 2 | 1 | 2.0 | 4.0 | 90.0 | 1 | 3.0 | 1 | 1 |
select
    variant_code,
    issue_code,
    first_channel_code,
    max(switches) as switches,
    min(journey_key) as sample_key,
    count(*) as journeys,
    count(cost) as cost_known,
    coalesce(sum(cost), 0) as cost_sum,
    coalesce(sum(cost * cost), 0) as cost_squares,
    sum(cast(duration_seconds as double)) as seconds_sum,
    count(ces) as ces_known,
    coalesce(sum(ces), 0) as ces_sum,
    count(resolved) as resolved_known,
    count(case when resolved then 1 end) as resolved
from journeys_in_scope
group by variant_code, issue_code, first_channel_code
