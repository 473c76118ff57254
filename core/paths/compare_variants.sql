-- grain: one row per variant in scope
-- reads: journeys_in_scope, variants
-- parameters: $lens: which sequences; $limit: the most frequent of them
-- example, with $lens = 'channel', $limit = 1:
-- | journeys_in_scope: journey_key | variant_code |
-- | 1 | 8 |
-- | 2 | 9 |
-- | 3 | 9 |
-- | variants: lens | variant_code | sequence |
-- | channel | 8 | '5' |
-- | channel | 9 | '5 6' |
-- gives:
-- | variant_code | journeys | sequence |
-- | 9 | 2 | 5 6 |
with counted as (
    select variant_code, count(*) as journeys
    from journeys_in_scope
    group by variant_code
)
select counted.variant_code, counted.journeys, variants.sequence
from counted
join variants on variants.lens = $lens and variants.variant_code = counted.variant_code
order by counted.journeys desc, counted.variant_code
limit $limit
