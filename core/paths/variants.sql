-- grain: one row per variant of `top`, the most frequent first: counts and sums over its journeys in scope, and their
--   exact median duration
-- reads: top, journeys_in_scope, variants
-- parameters: $lens: which sequences
-- example, with $lens = 'channel':
-- | top: variant_code | journeys | journeys_before | total_variants | total_journeys |
-- | 9 | 2 | 0 | 2 | 3 |
-- | journeys_in_scope: journey_key | variant_code | cost | csat | resolved | repeated | duration_seconds |
-- | 1 | 9 | 2.0  | 4.0  | true  | 1    | 10 |
-- | 2 | 9 | null | null | false | null | 30 |
-- | 3 | 8 | 9.0  | 1.0  | true  | 0    | 99 |
-- | variants: lens | variant_code | step_count | sequence |
-- | channel  | 9 | 2 | 5 6 |
-- | activity | 9 | 1 | '7' |
-- gives:
-- | variant_code | sequence | step_count | journeys | journeys_before | total_variants | total_journeys | cost_sum | cost_known | csat_sum | csat_answers | resolved | resolved_known | repeats | repeat_known | median_duration_seconds |
-- | 9 | 5 6 | 2 | 2 | 0 | 2 | 3 | 2.0 | 1 | 4.0 | 1 | 1 | 2 | 1 | 1 | 20.0 |
with sums as (
    select
        journeys_in_scope.variant_code,
        sum(cost) as cost_sum,
        count(cost) as cost_known,
        sum(csat) as csat_sum,
        count(csat) as csat_answers,
        count(case when resolved then 1 end) as resolved,
        count(resolved) as resolved_known,
        cast(coalesce(sum(repeated), 0) as bigint) as repeats,
        count(repeated) as repeat_known,
        median(duration_seconds) as median_duration_seconds
    from journeys_in_scope
    where journeys_in_scope.variant_code in (select variant_code from top)
    group by journeys_in_scope.variant_code
)
select
    top.variant_code,
    variants.sequence,
    variants.step_count,
    top.journeys,
    top.journeys_before,
    top.total_variants,
    top.total_journeys,
    sums.cost_sum,
    sums.cost_known,
    sums.csat_sum,
    sums.csat_answers,
    sums.resolved,
    sums.resolved_known,
    sums.repeats,
    sums.repeat_known,
    sums.median_duration_seconds
from top
join sums on sums.variant_code = top.variant_code
join variants on variants.lens = $lens and variants.variant_code = top.variant_code
order by top.journeys desc, top.variant_code
