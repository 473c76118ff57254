-- grain: one row: how many customers, and the sums of their squared scores, which errors that allow for customers need.
--   A journey's score is what is left of its number of channels times what is left of its outcome; raw: less the mean
--   alone, else less what issue, region, segment, first channel and month predict (lists by code; months from the first)
-- reads: outcomes
-- parameters: $raw_channels, $raw_base, $raw_slope, $channels_base, $channels_issue, $channels_region, $channels_segment,
--   $channels_first, $channels_month, $base, $slope, $issue, $region, $segment, $first, $month, $first_month
-- example, with $raw_channels = 1.5, $raw_base = 1.0, $raw_slope = 2.0, $channels_base = 1.0, $channels_issue = [0.0, 0.5],
--   $channels_region = [0.0], $channels_segment = [0.0], $channels_first = [0.0], $channels_month = [0.0], $base = 1.0,
--   $slope = 2.0, $issue = [0.0, 1.0], $region = [0.0], $segment = [0.0], $first = [0.0], $month = [0.0],
--   $first_month = 24300:
-- | outcomes: journey_key | customer_key | issue_code | region_code | segment_code | first_channel_code | month_number | channels_used | outcome |
-- | 1 | 7    | 1 | 0 | 0 | 0 | 24300 | 2 | 7.0 |
-- | 2 | 7    | 1 | 0 | 0 | 0 | 24300 | 1 | 4.0 |
-- | 3 | null | 0 | 0 | 0 | 0 | 24300 | 2 | 6.0 |
-- gives: (customer 7: raw 0.5 x 2 - 0.5 x 1, and 0.5 x 1 - 0.5 x 0; journey 3: raw 0.5 x 1, and 1 x 1)
-- | customers | raw_score_squares | score_squares |
-- | 2 | 0.5 | 1.25 |
with scored as (
    select
        coalesce(customer_key, -1 - journey_key) as customer,
        sum(
            (channels_used - $raw_channels) * (outcome - $raw_base - $raw_slope * channels_used)
        ) as raw_score,
        sum(
            (
                channels_used - $channels_base - list_extract($channels_issue, issue_code + 1)
                - list_extract($channels_region, region_code + 1)
                - list_extract($channels_segment, segment_code + 1)
                - list_extract($channels_first, first_channel_code + 1)
                - list_extract($channels_month, month_number - $first_month + 1)
            ) * (
                outcome - $base - $slope * channels_used - list_extract($issue, issue_code + 1)
                - list_extract($region, region_code + 1) - list_extract($segment, segment_code + 1)
                - list_extract($first, first_channel_code + 1) - list_extract($month, month_number - $first_month + 1)
            )
        ) as score
    from outcomes
    group by coalesce(customer_key, -1 - journey_key)
)
select
    count(*) as customers,
    sum(raw_score * raw_score) as raw_score_squares,
    sum(score * score) as score_squares
from scored
