-- grain: one row: of how many journeys with a switch the cost is known and can be compared, and what they cost more
-- reads: switched, grouped
-- parameters: none
-- example:
-- | switched: journeys | cost_compared | added_cost |
-- | 3 | 2 | 5.0 |
-- | grouped: journeys | cost_known |
-- | 3 | 3 |
-- | 4 | 4 |
-- gives:
-- | journeys | cost_known | journeys_switched | all_cost_compared | all_added_cost |
-- | 7 | 7 | 3 | 2 | 5.0 |
select
    (select cast(coalesce(sum(journeys), 0) as bigint) from grouped) as journeys,
    (select cast(coalesce(sum(cost_known), 0) as bigint) from grouped) as cost_known,
    cast(coalesce(sum(journeys), 0) as bigint) as journeys_switched,
    cast(coalesce(sum(cost_compared), 0) as bigint) as all_cost_compared,
    cast(coalesce(sum(added_cost), 0) as double) as all_added_cost
from switched
