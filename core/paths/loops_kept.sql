-- grain: one row per variant that is kept: the most frequent ones (ties: lower code first) until they hold the wanted
--   share of journeys; the first is always kept
-- reads: journeys_in_scope
-- parameters: $coverage: wanted share in ten-thousandths
-- example, with $coverage = 6000: (2 of 4 journeys are not enough, so the second variant is kept as well)
-- | journeys_in_scope: journey_key | variant_code |
-- | 1 | 8 |
-- | 2 | 8 |
-- | 3 | 5 |
-- | 4 | 9 |
-- gives:
-- | variant_code | journeys | total_variants | total_journeys |
-- | 5 | 1 | 3 | 4 |
-- | 8 | 2 | 3 | 4 |
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
    totals.total_variants,
    cast(totals.total_journeys as bigint) as total_journeys
from running
cross join totals
where running.place = 1 or (running.journeys_with - running.journeys) * 10000 < $coverage * totals.total_journeys
