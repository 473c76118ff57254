-- grain: one row per number of channels used (0: no channel is known): what cost per resolution and mean cost rest on.
--   cost_ sums are of journeys with a known cost only; cost_resolved of those were resolved
-- reads: journeys_in_scope
-- parameters: none
-- example:
-- | journeys_in_scope: channels_used | cost | resolved |
-- | 1 | 2.0  | true  |
-- | 1 | 4.0  | false |
-- | 1 | null | true  |
-- gives:
-- | channels_used | journeys | resolved_known | resolved | cost_known | cost_sum | cost_squares | cost_resolved | resolved_cost_sum |
-- | 1 | 3 | 3 | 2 | 2 | 6.0 | 20.0 | 1 | 2.0 |
select
    channels_used,
    count(*) as journeys,
    count(resolved) as resolved_known,
    count(case when resolved then 1 end) as resolved,
    count(cost) as cost_known,
    coalesce(sum(cost), 0) as cost_sum,
    coalesce(sum(cost * cost), 0) as cost_squares,
    count(case when resolved then cost end) as cost_resolved,
    coalesce(sum(case when resolved then cost end), 0) as resolved_cost_sum
from journeys_in_scope
group by channels_used
order by channels_used
