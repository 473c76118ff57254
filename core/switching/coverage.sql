-- grain: one row: of how many journeys what is known
-- reads: journeys_in_scope
-- parameters: none
-- example:
-- | journeys_in_scope: channels_used | cost | ces | resolved |
-- | 1 | 2.0  | null | true |
-- | 0 | null | 5.0  | null |
-- gives:
-- | journeys | channels_known | cost_known | ces_known | resolved_known |
-- | 2 | 1 | 1 | 1 | 1 |
select
    count(*) as journeys,
    count(case when channels_used > 0 then 1 end) as channels_known,
    count(cost) as cost_known,
    count(ces) as ces_known,
    count(resolved) as resolved_known
from journeys_in_scope
