-- grain: one row per journey in scope: has_first is 1 where the first step occurs, anchor_step its first occurrence; in
--   the other journeys the anchor is the first step
-- reads: anchored, journeys_in_scope
-- parameters: none
-- example:
-- | anchored: journey_key | anchor_step |
-- | 1 | 2 |
-- | journeys_in_scope: journey_key |
-- | 1 |
-- | 2 |
-- gives:
-- | journey_key | has_first | anchor_step |
-- | 1 | 1 | 2 |
-- | 2 | 0 | 1 |
select
    journeys.journey_key,
    case when anchored.journey_key is null then 0 else 1 end as has_first,
    coalesce(anchored.anchor_step, 1) as anchor_step
from journeys_in_scope as journeys
left join anchored on anchored.journey_key = journeys.journey_key
