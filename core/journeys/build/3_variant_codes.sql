-- Give each sequence not seen before its variant code; codes are never changed or reused.
-- grain: one row per new lens and sequence. reads: building_journeys, variants. parameters: none
-- example: with variants empty, two journeys of one sequence and one of another -> codes 1 and 2 for each lens.
create or replace temp table building_variants as
with found as (
    select 'channel' as lens, channel_high as high, channel_low as low, min(journey_key) as journey_key
    from building_journeys group by channel_high, channel_low
    union all
    select 'activity', activity_high, activity_low, min(journey_key)
    from building_journeys group by activity_high, activity_low
    union all
    select 'touchpoint', touchpoint_high, touchpoint_low, min(journey_key)
    from building_journeys group by touchpoint_high, touchpoint_low
    union all
    select 'channel_run', channel_run_high, channel_run_low, min(journey_key)
    from building_journeys group by channel_run_high, channel_run_low
    union all
    select 'activity_run', activity_run_high, activity_run_low, min(journey_key)
    from building_journeys group by activity_run_high, activity_run_low
    union all
    select 'touchpoint_run', touchpoint_run_high, touchpoint_run_low, min(journey_key)
    from building_journeys group by touchpoint_run_high, touchpoint_run_low
),
known as (
    select lens, max(variant_code) as last_code from variants group by lens
)
select
    f.lens, coalesce(k.last_code, 0) + row_number() over (partition by f.lens order by f.journey_key) as variant_code,
    f.high, f.low, f.journey_key
from found f
anti join variants v on v.lens = f.lens and v.fingerprint_high = f.high and v.fingerprint_low = f.low
left join known k on k.lens = f.lens
order by f.journey_key, f.lens
