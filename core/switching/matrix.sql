-- grain: one row per switch, each with the totals of the whole scope beside it; without any switch one row, source null
-- reads: totals, cells
-- parameters: none
-- example:
-- | totals: journeys | cost_known | journeys_switched | all_cost_compared | all_added_cost |
-- | 7 | 7 | 3 | 2 | 5.0 |
-- | cells: source | target | switches |
-- | 2 | 1 | 4 |
-- | 1 | 2 | 3 |
-- gives:
-- | all_journeys | all_cost_known | all_switched | all_cost_compared | all_added_cost | source | target | switches |
-- | 7 | 7 | 3 | 2 | 5.0 | 1 | 2 | 3 |
-- | 7 | 7 | 3 | 2 | 5.0 | 2 | 1 | 4 |
select
    t.journeys as all_journeys,
    t.cost_known as all_cost_known,
    t.journeys_switched as all_switched,
    t.all_cost_compared,
    t.all_added_cost,
    c.*
from totals t
left join cells c on 1 = 1
order by c.source, c.target
