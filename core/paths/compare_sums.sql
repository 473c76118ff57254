-- grain: one row: what the shares and means of a group rest on; _squares are sums of squares
-- reads: journeys_in_scope
-- parameters: none
-- example:
-- | journeys_in_scope: channels_used | interactions | cost | duration_seconds | handle_seconds | csat | ces | resolved | contained | repeated |
-- | 2 | 3 | 1.5  | 60 | null | 4.0  | null | true  | false | 1    |
-- | 1 | 1 | null | 0  | null | null | null | false | null  | null |
-- gives:
-- | journeys | channels_used | channels_used_squares | interactions | interactions_squares | duration | duration_squares | cost_known | cost | cost_squares | handle_known | handle | handle_squares | csat_known | csat | csat_squares | ces_known | ces | ces_squares | resolved_known | resolved | contained_known | contained | repeated_known | repeated |
-- | 2 | 3 | 5 | 4 | 10 | 60 | 3600.0 | 1 | 1.5 | 2.25 | 0 | 0.0 | 0.0 | 1 | 4.0 | 16.0 | 0 | 0.0 | 0.0 | 2 | 1 | 1 | 0 | 1 | 1 |
select
    count(*) as journeys,
    cast(coalesce(sum(channels_used), 0) as bigint) as channels_used,
    cast(coalesce(sum(cast(channels_used as bigint) * channels_used), 0) as bigint) as channels_used_squares,
    cast(coalesce(sum(interactions), 0) as bigint) as interactions,
    cast(coalesce(sum(cast(interactions as bigint) * interactions), 0) as bigint) as interactions_squares,
    cast(coalesce(sum(duration_seconds), 0) as bigint) as duration,
    coalesce(sum(cast(duration_seconds as double) * duration_seconds), 0) as duration_squares,
    count(cost) as cost_known,
    coalesce(sum(cost), 0) as cost,
    coalesce(sum(cost * cost), 0) as cost_squares,
    count(handle_seconds) as handle_known,
    coalesce(sum(cast(handle_seconds as double)), 0) as handle,
    coalesce(sum(cast(handle_seconds as double) * handle_seconds), 0) as handle_squares,
    count(csat) as csat_known,
    coalesce(sum(csat), 0) as csat,
    coalesce(sum(csat * csat), 0) as csat_squares,
    count(ces) as ces_known,
    coalesce(sum(cast(ces as double)), 0) as ces,
    coalesce(sum(cast(ces as double) * ces), 0) as ces_squares,
    count(resolved) as resolved_known,
    count(case when resolved then 1 end) as resolved,
    count(contained) as contained_known,
    count(case when contained then 1 end) as contained,
    count(repeated) as repeated_known,
    count(case when repeated = 1 then 1 end) as repeated
from journeys_in_scope
