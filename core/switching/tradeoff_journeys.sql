-- grain: one row per channel in which journeys ended; the columns stayed_ are of those that used no other channel.
--   The answers to CES and CSAT are the journey's last and so belong to where it ended
-- reads: journeys_in_scope
-- parameters: none
-- example:
-- | journeys_in_scope: last_channel_code | channels_used | cost | resolved | ces | csat |
-- | 1 | 1 | 2.0  | true | 6.0 | null |
-- | 1 | 2 | 9.0  | true | 4.0 | 5.0 |
-- | 1 | 1 | null | null | null | null |
-- gives:
-- | channel_code | ended | ces_answers | ces_sum | ces_squares | csat_answers | csat_sum | csat_squares | resolved_known | resolved | stayed | stayed_cost_known | stayed_cost_sum | stayed_cost_squares | stayed_cost_resolved | stayed_resolved_cost_sum | stayed_resolved_known | stayed_resolved | stayed_ces_answers | stayed_ces_sum | stayed_ces_squares |
-- | 1 | 3 | 2 | 10.0 | 52.0 | 1 | 5.0 | 25.0 | 2 | 2 | 2 | 1 | 2.0 | 4.0 | 1 | 2.0 | 1 | 1 | 1 | 6.0 | 36.0 |
select
    last_channel_code as channel_code,
    count(*) as ended,
    count(ces) as ces_answers,
    coalesce(sum(ces), 0) as ces_sum,
    coalesce(sum(ces * ces), 0) as ces_squares,
    count(csat) as csat_answers,
    coalesce(sum(csat), 0) as csat_sum,
    coalesce(sum(csat * csat), 0) as csat_squares,
    count(resolved) as resolved_known,
    count(case when resolved then 1 end) as resolved,
    count(case when channels_used = 1 then 1 end) as stayed,
    count(case when channels_used = 1 then cost end) as stayed_cost_known,
    coalesce(sum(case when channels_used = 1 then cost end), 0) as stayed_cost_sum,
    coalesce(sum(case when channels_used = 1 then cost * cost end), 0) as stayed_cost_squares,
    count(case when channels_used = 1 and resolved then cost end) as stayed_cost_resolved,
    coalesce(sum(case when channels_used = 1 and resolved then cost end), 0) as stayed_resolved_cost_sum,
    count(case when channels_used = 1 then resolved end) as stayed_resolved_known,
    count(case when channels_used = 1 and resolved then 1 end) as stayed_resolved,
    count(case when channels_used = 1 then ces end) as stayed_ces_answers,
    coalesce(sum(case when channels_used = 1 then ces end), 0) as stayed_ces_sum,
    coalesce(sum(case when channels_used = 1 then ces * ces end), 0) as stayed_ces_squares
from journeys_in_scope
group by last_channel_code
order by channel_code
