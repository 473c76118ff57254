-- grain: one row per switch from one channel to another. journeys: distinct, that take it at least once; journey_ sums are
--   of whole journeys; shared_ sums give each switch of a journey an equal part, so that they add up over all switches
-- reads: pairs, switched
-- parameters: none
-- example: (a journey with three switches, two of them alike, has 9 more)
-- | pairs: variant_code | source | target | times |
-- | 7 | 1 | 2 | 2 |
-- | 7 | 2 | 1 | 1 |
-- | switched: variant_code | switches | journeys | cost_compared | added_cost | added_cost_squares | time_compared | added_seconds | ces_compared | added_ces | resolved_compared | added_resolved |
-- | 7 | 3 | 1 | 1 | 9.0 | 81.0 | 1 | 30.0 | 1 | -1.0 | 1 | 0.0 |
-- gives:
-- | source | target | switches | journeys | cost_compared | journey_added_cost | journey_added_cost_squares | shared_added_cost | switches_compared | time_compared | journey_added_seconds | ces_compared | journey_added_ces | resolved_compared | journey_added_resolved |
-- | 1 | 2 | 2 | 1 | 1 | 9.0 | 81.0 | 6.0 | 2 | 1 | 30.0 | 1 | -1.0 | 1 | 0.0 |
-- | 2 | 1 | 1 | 1 | 1 | 9.0 | 81.0 | 3.0 | 1 | 1 | 30.0 | 1 | -1.0 | 1 | 0.0 |
select
    p.source,
    p.target,
    cast(sum(s.journeys * p.times) as bigint) as switches,
    cast(sum(s.journeys) as bigint) as journeys,
    cast(sum(s.cost_compared) as bigint) as cost_compared,
    cast(sum(s.added_cost) as double) as journey_added_cost,
    cast(sum(s.added_cost_squares) as double) as journey_added_cost_squares,
    cast(sum(s.added_cost * p.times / s.switches) as double) as shared_added_cost,
    cast(sum(s.cost_compared * p.times) as bigint) as switches_compared,
    cast(sum(s.time_compared) as bigint) as time_compared,
    cast(sum(s.added_seconds) as double) as journey_added_seconds,
    cast(sum(s.ces_compared) as bigint) as ces_compared,
    cast(sum(s.added_ces) as double) as journey_added_ces,
    cast(sum(s.resolved_compared) as bigint) as resolved_compared,
    cast(sum(s.added_resolved) as double) as journey_added_resolved
from pairs p
join switched s on s.variant_code = p.variant_code
group by p.source, p.target
