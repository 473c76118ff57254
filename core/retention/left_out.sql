-- grain: one row: journeys followed, and those a comparison at the horizon can't use
-- reads: followed
-- parameters: $horizon_days
-- example: $horizon_days = 20
-- | followed: ended_on | channels_used | days_to_end |
-- | date 2025-06-01 | 2 | 30 |
-- | date 2025-06-15 | 1 | 16 |
-- gives:
-- | journeys | too_late | without_channel | last_used_on |
-- | 2 | 1 | 0 | date 2025-06-01 |
select
    count(*) as journeys,
    count(case when days_to_end < $horizon_days then 1 end) as too_late,
    count(case when days_to_end >= $horizon_days and channels_used = 0 then 1 end) as without_channel,
    max(case when days_to_end >= $horizon_days then ended_on end) as last_used_on
from followed
