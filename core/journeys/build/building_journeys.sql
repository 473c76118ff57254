-- What the sweep says of each journey, before its variants have codes; *_high and *_low are the sequence's fingerprint.
-- grain: one row per journey. parameters: none
create or replace temp table building_journeys (
    journey_key bigint, journey_id varchar, customer_key bigint, started_at timestamp, ended_at timestamp,
    started_on date, issue_code usmallint, region_code usmallint, segment_code usmallint,
    first_channel_code usmallint, last_channel_code usmallint, interactions bigint, channels_used usmallint,
    switches bigint, duration_seconds bigint, handle_seconds double, wait_seconds double, cost double,
    contained boolean, resolved boolean, csat double, ces double, nps double,
    channel_high ubigint, channel_low ubigint, channel_run_high ubigint, channel_run_low ubigint,
    activity_high ubigint, activity_low ubigint, activity_run_high ubigint, activity_run_low ubigint,
    touchpoint_high ubigint, touchpoint_low ubigint, touchpoint_run_high ubigint, touchpoint_run_low ubigint,
    handled bigint, handled_seconds double, waited bigint, complete bigint, teams usmallint, activities usmallint,
    activity_runs bigint
)
