-- The new variants with their sequence of codes, read off one journey that has it.
-- grain: one row per new lens and sequence. reads: building_variants, steps. parameters: none
-- Sorting numbers that hold place and code is three times faster than an ordered aggregate of text.
-- example: steps with channels 4, 4, 5 -> channel "4 4 5" with 3 steps, channel_run "4 5" with 2 steps.
insert into variants
with shown as (
    select
        b.lens, b.variant_code, b.high, b.low, s.step_number,
        case
            when b.lens in ('channel', 'channel_run') then s.channel_code
            when b.lens in ('activity', 'activity_run') then s.activity_code
            else s.touchpoint_code
        end as code
    from building_variants b
    join steps s on s.journey_key = b.journey_key
    where b.lens in ('channel', 'activity', 'touchpoint')
       or (b.lens = 'channel_run' and s.channel_code is distinct from s.next_channel_code)
       or (b.lens = 'activity_run' and s.activity_code is distinct from s.next_activity_code)
       or (b.lens = 'touchpoint_run' and s.touchpoint_code is distinct from s.next_touchpoint_code)
)
select
    lens,
    variant_code,
    count(*),
    array_to_string(
        list_transform(list_sort(list(cast(step_number as bigint) * 65536 + code)), lambda placed: placed % 65536), ' '
    ),
    high,
    low
from shown
group by lens, variant_code, high, low
order by lens, variant_code
