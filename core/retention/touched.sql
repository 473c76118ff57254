-- grain: one row per channel or touchpoint ($by) that journeys went through: the journeys that ended long enough before
--   the end of the data to see the horizon, and those after which the customer was still there; all_ are of every journey
-- reads: followed, steps
-- parameters: $by (channel or touchpoint), $horizon_days
-- example: $by = 'channel', $horizon_days = 20 (the third journey can't be seen so far)
-- | followed: journey_key | channels_used | days | left_then | days_to_end |
-- | 1 | 2 | 10 | 1 | 30 |
-- | 2 | 1 | 25 | 1 | 30 |
-- | 3 | 1 | 5  | 1 | 16 |
-- | steps: journey_key | channel_code | touchpoint_code |
-- | 1 | 7 | 70 |
-- | 1 | 8 | 80 |
-- | 1 | 7 | 71 |
-- | 2 | 7 | 70 |
-- | 3 | 7 | 70 |
-- gives:
-- | code | journeys | retained | all_journeys | all_retained |
-- | 7 | 2 | 1 | 2 | 1 |
-- | 8 | 1 | 0 | 2 | 1 |
with seen as (
    select journey_key, case when left_then = 1 and days <= $horizon_days then 0 else 1 end as retained
    from followed
    where days_to_end >= $horizon_days and channels_used > 0
)
select t.code, t.journeys, t.retained, a.all_journeys, a.all_retained
from (
    select d.code, count(*) as journeys, cast(sum(s.retained) as bigint) as retained
    from (
        select distinct journey_key, case when $by = 'channel' then channel_code else touchpoint_code end as code
        from steps
    ) as d
    join seen s on s.journey_key = d.journey_key
    group by d.code
) as t
cross join (select count(*) as all_journeys, cast(sum(retained) as bigint) as all_retained from seen) as a
order by t.code
