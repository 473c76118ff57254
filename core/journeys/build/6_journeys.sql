-- The built journeys with their variant codes and what needs more than their own rows.
-- grain: one row per journey. reads: building_journeys, building_following, variants.
-- parameters: $first, $last (row ids of building_journeys, which lie in the order wanted)
-- seconds_to_next is final when all journeys are built; else 7_next_journeys.sql sets it from the whole table.
-- An overlapping journey follows after 0 seconds. (No greatest(0, ...): it would make 0 of "there is none".)
insert into journeys
select
    b.journey_key, b.journey_id, b.customer_key, b.started_at, b.ended_at, b.started_on, b.issue_code, b.region_code,
    b.segment_code, b.first_channel_code, b.last_channel_code, b.interactions, b.channels_used, b.switches,
    b.duration_seconds, b.handle_seconds, b.wait_seconds, b.cost, b.resolved, b.contained, b.csat, b.ces, b.nps,
    case when f.seconds < 0 then 0 else f.seconds end as seconds_to_next,
    v1.variant_code, v2.variant_code, v3.variant_code, v4.variant_code, v5.variant_code, v6.variant_code,
    b.handled, b.handled_seconds, b.waited, b.complete, b.teams, b.activities, b.activity_runs
from building_journeys b
left join building_following f on f.journey_key = b.journey_key
join variants v1
    on v1.lens = 'channel' and v1.fingerprint_high = b.channel_high and v1.fingerprint_low = b.channel_low
join variants v2
    on v2.lens = 'activity' and v2.fingerprint_high = b.activity_high and v2.fingerprint_low = b.activity_low
join variants v3
    on v3.lens = 'touchpoint' and v3.fingerprint_high = b.touchpoint_high and v3.fingerprint_low = b.touchpoint_low
join variants v4
    on v4.lens = 'channel_run' and v4.fingerprint_high = b.channel_run_high and v4.fingerprint_low = b.channel_run_low
join variants v5
    on v5.lens = 'activity_run' and v5.fingerprint_high = b.activity_run_high
    and v5.fingerprint_low = b.activity_run_low
join variants v6
    on v6.lens = 'touchpoint_run' and v6.fingerprint_high = b.touchpoint_run_high
    and v6.fingerprint_low = b.touchpoint_run_low
where b.rowid between $first and $last
order by b.started_on, b.journey_key
