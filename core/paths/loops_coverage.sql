-- grain: one row: how many variants and journeys are kept, and out of how many
-- reads: kept
-- parameters: none
-- example:
-- | kept: variant_code | journeys | total_variants | total_journeys |
-- | 5 | 1 | 3 | 4 |
-- | 8 | 2 | 3 | 4 |
-- gives:
-- | variants_kept | journeys_kept | variants_total | journeys_total |
-- | 2 | 3 | 3 | 4 |
select
    count(*) as variants_kept,
    cast(coalesce(sum(journeys), 0) as bigint) as journeys_kept,
    coalesce(max(total_variants), 0) as variants_total,
    coalesce(max(total_journeys), 0) as journeys_total
from kept
