-- grain: one row per variant of `top`: the exact median duration of its journeys in scope
-- reads: top, journeys_in_scope
-- parameters: none
-- example:
-- | top: variant_code |
-- | 9 |
-- | journeys_in_scope: variant_code | duration_seconds |
-- | 9 | 10 |
-- | 9 | 30 |
-- | 8 | 99 |
-- gives:
-- | variant_code | median_duration_seconds |
-- | 9 | 20.0 |
select variant_code, median(duration_seconds) as median_duration_seconds
from journeys_in_scope
where variant_code in (select variant_code from top)
group by variant_code
order by variant_code
