-- grain: one row per number of channels used (0: no channel is known) and outcome (1 resolved, 0 not, null unknown): what
--   cost per resolution and mean cost rest on. Sums are of journeys with a known cost
-- reads: journeys_in_scope
-- parameters: none
-- example:
-- | journeys_in_scope: channels_used | cost | resolved |
-- | 1 | 2.0  | true  |
-- | 1 | 4.0  | true  |
-- | 1 | null | false |
-- gives:
-- | channels_used | resolved | journeys | cost_known | cost_sum | cost_squares |
-- | 1 | 0 | 1 | 0 | 0.0 | 0.0 |
-- | 1 | 1 | 2 | 2 | 6.0 | 20.0 |
select
    channels_used,
    cast(resolved as tinyint) as resolved,
    count(*) as journeys,
    count(cost) as cost_known,
    coalesce(sum(cost), 0) as cost_sum,
    coalesce(sum(cost * cost), 0) as cost_squares
from journeys_in_scope
group by channels_used, cast(resolved as tinyint)
order by channels_used, resolved
