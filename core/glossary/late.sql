-- grain: one row per journey with a contact that waited longer than its channel's limit
-- reads: steps_in_scope (every row), labels
-- parameters: $wait_limit_seconds, $written_limit_seconds, $written_channels (names in small letters)
-- The first condition follows from the second; it lets the engine drop most steps while it reads them.
-- example: $wait_limit_seconds = 60, $written_limit_seconds = 1000, $written_channels = ['email']
-- | steps_in_scope: journey_key | channel_code | wait_seconds |
-- | 1 | 1 | 60.0   |
-- | 1 | 1 | 90.0   |
-- | 1 | 2 | 900.0  |
-- | 2 | 2 | 1001.0 |
-- | 2 | 2 | 2000.0 |
-- | 3 | 1 | null   |
-- | 3 | 3 | 61.0   |
-- | labels: kind | code | label |
-- | 'channel'  | 1 | 'Phone' |
-- | 'channel'  | 2 | 'Email' |
-- | 'activity' | 3 | 'Email' |
-- gives:
-- | journey_key | late |
-- | 1 | 1 |
-- | 2 | 2 |
-- | 3 | 1 |
select s.journey_key, count(*) as late
from steps_in_scope s
left join (
    select code
    from labels
    where kind = 'channel' and list_contains($written_channels, lower(label))
) w on w.code = s.channel_code
where s.wait_seconds > least($wait_limit_seconds, $written_limit_seconds)
    and s.wait_seconds > case when w.code is null then $wait_limit_seconds else $written_limit_seconds end
group by s.journey_key
