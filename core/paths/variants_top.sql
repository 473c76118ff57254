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
running as (
    select
        variant_code,
        journeys,
        row_number() over (order by journeys desc, variant_code) as place,
        sum(journeys) over (order by journeys desc, variant_code) as journeys_with
    from by_variant
),
totals as (
    select count(*) as total_variants, sum(journeys) as total_journeys
    from by_variant
)
select
    running.variant_code,
    running.journeys,
    cast(running.journeys_with - running.journeys as bigint) as journeys_before,
    cast(totals.total_variants as bigint) as total_variants,
    cast(totals.total_journeys as bigint) as total_journeys
from running
cross join totals
where running.place <= $limit
