-- grain: one row per way of reading (JSON) of the imports that count: which columns the customers' value was taken from
-- reads: imports
-- parameters: none
-- example:
-- | imports: plan | undone_at |
-- | 'a' | null |
-- | 'a' | null |
-- | 'b' | time 2025-01-03 10:00:00 |
-- gives:
-- | plan |
-- | a |
select distinct plan
from imports
where undone_at is null
order by plan
