-- grain: one row per outcome (1 resolved, 0 not, null unknown): counts and sums of its journeys. channels_ are of journeys
--   with a known channel, several of those with two or more; repeats came back on the issue within 30 days
-- reads: journeys_in_scope
-- parameters: none
-- example:
-- | journeys_in_scope: channels_used | interactions | cost | resolved | repeated |
-- | 1 | 1 | 2.0  | true  | 0    |
-- | 3 | 4 | 5.0  | true  | 1    |
-- | 0 | 2 | null | false | null |
-- gives:
-- | resolved | journeys | channels_known | channels_sum | channels_squares | several | contacts_known | contacts_sum | contacts_squares | cost_known | cost_sum | cost_squares | repeats_known | repeats |
-- | 0 | 1 | 0 | 0 | 0  | 0 | 1 | 2 | 4  | 0 | 0.0 | 0.0  | 0 | 0 |
-- | 1 | 2 | 2 | 4 | 10 | 1 | 2 | 5 | 17 | 2 | 7.0 | 29.0 | 2 | 1 |
select
    cast(resolved as tinyint) as resolved,
    count(*) as journeys,
    count(case when channels_used > 0 then 1 end) as channels_known,
    cast(sum(cast(channels_used as bigint)) as bigint) as channels_sum,
    cast(sum(cast(channels_used as bigint) * channels_used) as bigint) as channels_squares,
    count(case when channels_used > 1 then 1 end) as several,
    count(interactions) as contacts_known,
    cast(sum(cast(interactions as bigint)) as bigint) as contacts_sum,
    cast(sum(cast(interactions as bigint) * interactions) as bigint) as contacts_squares,
    count(cost) as cost_known,
    coalesce(sum(cast(cost as double)), 0) as cost_sum,
    coalesce(sum(cast(cost as double) * cost), 0) as cost_squares,
    count(repeated) as repeats_known,
    cast(coalesce(sum(repeated), 0) as bigint) as repeats
from journeys_in_scope
group by cast(resolved as tinyint)
order by resolved
