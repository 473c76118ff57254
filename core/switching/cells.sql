-- grain: one row per combination of what is held fixed and the number of channels: all a regression needs of its journeys
-- reads: outcomes
-- parameters: none
-- example:
-- | outcomes: issue_code | region_code | segment_code | first_channel_code | month_number | channels_used | outcome |
-- | 1 | 2 | 3 | 4 | 24300 | 2 | 3.0 |
-- | 1 | 2 | 3 | 4 | 24300 | 2 | 5.0 |
-- gives:
-- | issue_code | region_code | segment_code | first_channel_code | month_number | channels_used | journeys | total | squares |
-- | 1 | 2 | 3 | 4 | 24300 | 2 | 2 | 8.0 | 34.0 |
select
    issue_code,
    region_code,
    segment_code,
    first_channel_code,
    month_number,
    channels_used,
    count(*) as journeys,
    sum(outcome) as total,
    sum(outcome * outcome) as squares
from outcomes
group by issue_code, region_code, segment_code, first_channel_code, month_number, channels_used
order by issue_code, region_code, segment_code, first_channel_code, month_number, channels_used
