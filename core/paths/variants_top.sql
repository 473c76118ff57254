-- grain: one row per variant, the $limit most frequent (ties: lower code first), with totals over all of them.
--   journeys_before counts the journeys of more frequent variants
-- reads: journeys_in_scope
-- parameters: $limit
-- example, with $limit = 1:
-- | journeys_in_scope: journey_key | variant_code |
-- | 1 | 8 |
-- | 2 | 9 |
-- | 3 | 9 |
-- gives:
-- | variant_code | journeys | journeys_before | total_variants | total_journeys |
-- | 9 | 2 | 0 | 2 | 3 |
with by_variant as (
    select variant_code, count(*) as journeys
    from journeys_in_scope
    group by variant_code
),
most as (
    select variant_code, journeys
    from by_variant
    order by journeys desc, variant_code
    limit $limit
),
totals as (
    select count(*) as total_variants, sum(journeys) as total_journeys
    from by_variant
)
select
    most.variant_code,
    most.journeys,
    cast(sum(most.journeys) over (order by most.journeys desc, most.variant_code) - most.journeys as bigint)
        as journeys_before,
    cast(totals.total_variants as bigint) as total_variants,
    cast(totals.total_journeys as bigint) as total_journeys
from most
cross join totals
