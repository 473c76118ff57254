-- grain: one row per issue, segment and first channel: resolved and not, of journeys with one channel and with more
-- reads: outcomes
-- parameters: none
-- example:
-- | outcomes: issue_code | segment_code | first_channel_code | channels_used | outcome |
-- | 1 | 2 | 3 | 1 | 1.0 |
-- | 1 | 2 | 3 | 3 | 0.0 |
-- gives:
-- | more_yes | more_no | one_yes | one_no |
-- | 0 | 1 | 1 | 0 |
select
    count(case when channels_used > 1 and outcome = 1 then 1 end) as more_yes,
    count(case when channels_used > 1 and outcome = 0 then 1 end) as more_no,
    count(case when channels_used = 1 and outcome = 1 then 1 end) as one_yes,
    count(case when channels_used = 1 and outcome = 0 then 1 end) as one_no
from outcomes
group by issue_code, segment_code, first_channel_code
order by issue_code, segment_code, first_channel_code
