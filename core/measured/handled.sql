-- grain: one row: the handle time of contacts where it is known, as sums over journeys with one such contact or more: a
--   journey's contacts are alike, so journeys are what an interval rests on
-- reads: steps_in_scope
-- parameters: none
-- example:
-- | steps_in_scope: journey_key | handle_seconds |
-- | 1 | 60.0  |
-- | 1 | 120.0 |
-- | 5 | 240.0 |
-- | 9 | null  |
-- gives:
-- | contacts | journeys | seconds_sum | seconds_squares | contacts_sum | contacts_squares | products |
-- | 4 | 2 | 420.0 | 90000.0 | 3 | 5 | 600.0 |
select
    cast(coalesce(sum(contacts), 0) as bigint) as contacts,
    count(case when known > 0 then 1 end) as journeys,
    coalesce(sum(seconds), 0) as seconds_sum,
    coalesce(sum(seconds * seconds), 0) as seconds_squares,
    cast(coalesce(sum(known), 0) as bigint) as contacts_sum,
    cast(coalesce(sum(known * known), 0) as bigint) as contacts_squares,
    coalesce(sum(seconds * known), 0) as products
from (
    select
        journey_key,
        count(*) as contacts,
        count(handle_seconds) as known,
        sum(cast(handle_seconds as double)) as seconds
    from steps_in_scope
    group by journey_key
) as handled
