-- grain: one row per journey in scope: has_first is 1 where the first step occurs, anchor_step its first occurrence; in
--   the other journeys the anchor is the first step. anchor_seconds is its time after the journey's start
-- reads: anchored, journeys_in_scope
-- parameters: none
-- example:
-- | anchored: journey_key | anchor_step | anchor_seconds |
-- | 1 | 2 | 60 |
-- | journeys_in_scope: journey_key |
-- | 1 |
-- | 2 |
-- gives:
-- | journey_key | has_first | anchor_step | anchor_seconds |
-- | 1 | 1 | 2 | 60 |
-- | 2 | 0 | 1 | 0  |
select
    journeys.journey_key,
    case when anchored.journey_key is null then 0 else 1 end as has_first,
    coalesce(anchored.anchor_step, 1) as anchor_step,
    coalesce(anchored.anchor_seconds, 0) as anchor_seconds
from journeys_in_scope as journeys
left join anchored on anchored.journey_key = journeys.journey_key
