-- grain: one row per channel or touchpoint ($by) that journeys went through, and issue: the journeys that ended long enough
--   before the end of the data to see the horizon, and those after which the customer was still there; one row per issue
--   with code null: all of its journeys, whatever they touched
-- reads: followed, steps
-- parameters: $by (channel or touchpoint), $horizon_days
-- example: $by = 'channel', $horizon_days = 20 (the third journey can't be seen so far)
-- | followed: journey_key | issue_code | channels_used | days | left_then | days_to_end |
-- | 1 | 5 | 2 | 10 | 1 | 30 |
-- | 2 | 5 | 1 | 25 | 1 | 30 |
-- | 3 | 6 | 1 | 5  | 1 | 16 |
-- | steps: journey_key | channel_code | touchpoint_code |
-- | 1 | 7 | 70 |
-- | 1 | 8 | 80 |
-- | 1 | 7 | 71 |
-- | 2 | 7 | 70 |
-- | 3 | 7 | 70 |
-- gives:
-- | code | issue_code | journeys | retained |
-- | 7    | 5 | 2 | 1 |
-- | 8    | 5 | 1 | 0 |
-- | null | 5 | 2 | 1 |
with seen as (
    select journey_key, issue_code, case when left_then = 1 and days <= $horizon_days then 0 else 1 end as retained
    from followed
    where days_to_end >= $horizon_days and channels_used > 0
),
touching as (
    select distinct journey_key, case when $by = 'channel' then channel_code else touchpoint_code end as code
    from steps
)
select t.code, s.issue_code, count(*) as journeys, cast(sum(s.retained) as bigint) as retained
from touching t
join seen s on s.journey_key = t.journey_key
group by t.code, s.issue_code
union all
select null as code, issue_code, count(*) as journeys, cast(sum(retained) as bigint) as retained
from seen
group by issue_code
order by code, issue_code
