-- grain: one row: the number of journeys selected
-- reads: selected
-- parameters: none
-- example:
-- | selected: journey_key |
-- | 1 |
-- | 2 |
-- gives:
-- | journeys |
-- | 2 |
select count(*) as journeys
from selected
