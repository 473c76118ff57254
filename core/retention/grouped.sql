-- grain: one row per journey followed, with the group it is in; -1 is "not known"
-- reads: followed
-- parameters: $by (everyone, channels, switches, contacts, repeat, resolution, effort, segment, issue, region, month)
-- example: $by = 'effort'
-- | followed: customer_key | ended_on | channels_used | switches | interactions | repeated | resolved | ces | segment_code | issue_code | region_code | days | left_then | days_to_end |
-- | 7 | date 2025-06-01 | 2 | 1 | 3 | 0    | true | 6.0  | 1 | 1 | 1 | 10 | 1 | 30 |
-- | 8 | date 2025-06-01 | 2 | 1 | 3 | null | null | null | 1 | 1 | 1 | 30 | 0 | 30 |
-- gives:
-- | customer_key | group_code | days | left_then | days_to_end |
-- | 7 | 3  | 10 | 1 | 30 |
-- | 8 | -1 | 30 | 0 | 30 |
select
    customer_key,
    coalesce(case $by
        when 'everyone' then 0
        when 'channels' then case when channels_used = 0 then -1 when channels_used > 4 then 4 else channels_used end
        when 'switches' then case when switches > 3 then 3 else switches end
        when 'contacts' then case when interactions > 5 then 5 else interactions end
        when 'repeat' then repeated
        when 'resolution' then case when resolved then 1 when not resolved then 0 end
        when 'effort' then case when ces < 4 then 1 when ces = 4 then 2 when ces > 4 then 3 end
        when 'segment' then segment_code
        when 'issue' then issue_code
        when 'region' then region_code
        when 'month' then extract(year from ended_on) * 12 + extract(month from ended_on) - 1
    end, -1) as group_code,
    days, left_then, days_to_end
from followed
where $by <> 'repeat' or days > 30
