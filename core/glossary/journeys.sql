-- grain: one row per period in which journeys start and group: for each metric the sum above the line (its code), the one
--   below (_of), and what an interval needs (_squares, _of_squares, _products, _n); answers off the scale (_off_scale)
-- reads: marked
-- parameters: $satisfied_from (lowest CSAT answer that counts as satisfied)
-- example: $satisfied_from = 4
-- | marked: period_number | group_code | channels_used | interactions | duration_seconds | cost | resolved | contained | csat | ces | nps | repeated |
-- | 24300 | 0 | 1 | 1 | 0     | 3.0  | true  | true  | 5.0  | 7.0  | 9.0  | 0    |
-- | 24300 | 0 | 3 | 4 | 86400 | 5.0  | true  | false | 3.0  | null | 6.0  | 1    |
-- | 24300 | 0 | 2 | 2 | 43200 | 2.0  | false | null  | null | null | null | 0    |
-- | 24300 | 0 | 1 | 1 | 0     | null | true  | null  | 4.0  | 5.0  | 8.0  | null |
-- gives:
-- | period_number | group_code | volume | resolution | resolution_of | cost_per_resolution | cost_per_resolution_of | cost_per_resolution_squares | cost_per_resolution_of_squares | cost_per_resolution_products | cost_per_resolution_n | fcr | fcr_of | containment | containment_of | repeat_rate | repeat_rate_of | abandonment | abandonment_of | channels_used | channels_used_of | channels_used_squares | cycle_time | cycle_time_of | cycle_time_squares | csat | csat_of | csat_off_scale | csat_mean | csat_mean_of | csat_mean_squares | csat_mean_off_scale | ces | ces_of | ces_squares | ces_off_scale | nps | nps_of | nps_squares | nps_off_scale |
-- | 24300 | 0 | 4 | 3 | 4 | 10.0 | 2 | 38.0 | 2 | 8.0 | 3 | 1 | 3 | 1 | 2 | 1 | 3 | 1 | 3 | 7 | 4 | 15 | 1.0 | 3 | 1.0 | 2 | 3 | 0 | 12.0 | 3 | 50.0 | 0 | 12.0 | 2 | 74.0 | 0 | 0 | 3 | 2 | 0 |
select
    period_number,
    group_code,
    count(*) as volume,
    count(case when resolved then 1 end) as resolution,
    count(resolved) as resolution_of,
    coalesce(sum(cost), 0) as cost_per_resolution,
    count(case when cost is not null and resolved then 1 end) as cost_per_resolution_of,
    coalesce(sum(cost * cost), 0) as cost_per_resolution_squares,
    count(case when cost is not null and resolved then 1 end) as cost_per_resolution_of_squares,
    coalesce(sum(case when resolved then cost end), 0) as cost_per_resolution_products,
    count(cost) as cost_per_resolution_n,
    count(case when interactions = 1 and resolved and repeated = 0 then 1 end) as fcr,
    count(case when resolved is not null and repeated is not null then 1 end) as fcr_of,
    count(case when contained then 1 end) as containment,
    count(contained) as containment_of,
    cast(coalesce(sum(repeated), 0) as bigint) as repeat_rate,
    count(repeated) as repeat_rate_of,
    count(case when not resolved and repeated = 0 then 1 end) as abandonment,
    count(case when resolved is not null and repeated is not null then 1 end) as abandonment_of,
    cast(sum(channels_used) as bigint) as channels_used,
    count(*) as channels_used_of,
    cast(sum(cast(channels_used as bigint) * channels_used) as bigint) as channels_used_squares,
    coalesce(sum(case when resolved then duration_seconds / 86400.0 end), 0) as cycle_time,
    count(case when resolved then 1 end) as cycle_time_of,
    coalesce(sum(case when resolved then duration_seconds / 86400.0 * duration_seconds / 86400.0 end), 0) as cycle_time_squares,
    count(case when csat >= $satisfied_from then 1 end) as csat,
    count(csat) as csat_of,
    count(case when csat < 1 or csat > 5 then 1 end) as csat_off_scale,
    coalesce(sum(csat), 0) as csat_mean,
    count(csat) as csat_mean_of,
    coalesce(sum(csat * csat), 0) as csat_mean_squares,
    count(case when csat < 1 or csat > 5 then 1 end) as csat_mean_off_scale,
    coalesce(sum(ces), 0) as ces,
    count(ces) as ces_of,
    coalesce(sum(ces * ces), 0) as ces_squares,
    count(case when ces < 1 or ces > 7 then 1 end) as ces_off_scale,
    count(case when nps >= 9 then 1 end) - count(case when nps <= 6 then 1 end) as nps,
    count(nps) as nps_of,
    count(case when nps >= 9 or nps <= 6 then 1 end) as nps_squares,
    count(case when nps < 0 or nps > 10 or nps <> floor(nps) then 1 end) as nps_off_scale
from marked
group by period_number, group_code
order by period_number, group_code
