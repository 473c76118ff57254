-- grain: one row per journey in scope
-- reads: journeys_in_scope
-- parameters: none
-- example:
-- | journeys_in_scope: journey_key |
-- | 1 |
-- gives:
-- | journey_key |
-- | 1 |
select journey_key
from journeys_in_scope
