-- grain: one row per channel in which journeys ended, whether they used no other channel (stayed, 1 or 0), and outcome (1
--   resolved, 0 not, null unknown). The answers to CES and CSAT are the journey's last and so belong to where it ended
-- reads: journeys_in_scope
-- parameters: none
-- example:
-- | journeys_in_scope: last_channel_code | channels_used | cost | resolved | ces | csat |
-- | 1 | 1 | 2.0  | true | 6.0 | null |
-- | 1 | 2 | 9.0  | true | 4.0 | 5.0 |
-- | 1 | 3 | null | true | 5.0 | null |
-- gives:
-- | channel_code | stayed | resolved | journeys | ces_known | ces_sum | ces_squares | csat_known | csat_sum | csat_squares | cost_known | cost_sum | cost_squares |
-- | 1 | 0 | 1 | 2 | 2 | 9.0 | 41.0 | 1 | 5.0 | 25.0 | 1 | 9.0 | 81.0 |
-- | 1 | 1 | 1 | 1 | 1 | 6.0 | 36.0 | 0 | 0.0 | 0.0 | 1 | 2.0 | 4.0 |
select
    last_channel_code as channel_code,
    case when channels_used = 1 then 1 else 0 end as stayed,
    cast(resolved as tinyint) as resolved,
    count(*) as journeys,
    count(ces) as ces_known,
    coalesce(sum(ces), 0) as ces_sum,
    coalesce(sum(ces * ces), 0) as ces_squares,
    count(csat) as csat_known,
    coalesce(sum(csat), 0) as csat_sum,
    coalesce(sum(csat * csat), 0) as csat_squares,
    count(cost) as cost_known,
    coalesce(sum(cost), 0) as cost_sum,
    coalesce(sum(cost * cost), 0) as cost_squares
from journeys_in_scope
group by last_channel_code, case when channels_used = 1 then 1 else 0 end, cast(resolved as tinyint)
order by channel_code, stayed, resolved
