-- grain: one row per sequence of channels and switch in it: how often each of its journeys takes it
-- reads: steps_in_scope, switched
-- parameters: none
-- example:
-- | steps_in_scope: journey_key | code | next_code |
-- | 4 | 1 | 2 |
-- | 4 | 2 | 1 |
-- | 4 | 1 | 2 |
-- | 4 | 2 | null |
-- | 5 | 1 | 2 |
-- | switched: variant_code | sample_key |
-- | 7 | 4 |
-- gives:
-- | variant_code | source | target | times |
-- | 7 | 1 | 2 | 2 |
-- | 7 | 2 | 1 | 1 |
select s.variant_code, t.code as source, t.next_code as target, count(*) as times
from steps_in_scope t
join switched s on s.sample_key = t.journey_key
where t.next_code is not null
group by s.variant_code, t.code, t.next_code
