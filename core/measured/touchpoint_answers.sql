-- grain: one row per channel or touchpoint in which journeys ended: their answers to CES and CSAT, which are the journey's
--   last and so belong to where it ended
-- reads: steps_in_scope, journeys_in_scope
-- parameters: none
-- example:
-- | steps_in_scope: journey_key | code | next_code |
-- | 4 | 1 | 2    |
-- | 4 | 2 | null |
-- | 5 | 2 | null |
-- | journeys_in_scope: journey_key | ces | csat |
-- | 4 | 6.0 | null |
-- | 5 | 4.0 | 5.0  |
-- gives:
-- | code | ces_known | ces_sum | ces_squares | csat_known | csat_sum | csat_squares |
-- | 2 | 2 | 10.0 | 52.0 | 1 | 5.0 | 25.0 |
select
    s.code,
    count(j.ces) as ces_known,
    coalesce(sum(cast(j.ces as double)), 0) as ces_sum,
    coalesce(sum(cast(j.ces as double) * j.ces), 0) as ces_squares,
    count(j.csat) as csat_known,
    coalesce(sum(cast(j.csat as double)), 0) as csat_sum,
    coalesce(sum(cast(j.csat as double) * j.csat), 0) as csat_squares
from steps_in_scope s
join journeys_in_scope j on j.journey_key = s.journey_key
where s.next_code is null
group by s.code
order by s.code
