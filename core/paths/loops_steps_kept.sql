-- grain: one row per step of the journeys whose variant is kept
-- reads: steps_in_scope, journeys_in_scope, kept
-- parameters: none
-- example:
-- | steps_in_scope: journey_key | step_number | code | next_code | gap_seconds | next_cost |
-- | 1 | 1 | 5 | 6    | 60   | 2.0  |
-- | 2 | 1 | 7 | null | null | null |
-- | journeys_in_scope: journey_key | variant_code |
-- | 1 | 8 |
-- | 2 | 9 |
-- | kept: variant_code |
-- | 8 |
-- gives:
-- | journey_key | step_number | code | next_code | gap_seconds | next_cost |
-- | 1 | 1 | 5 | 6 | 60 | 2.0 |
select journey_key, step_number, code, next_code, gap_seconds, next_cost
from steps_in_scope
where journey_key in (
    select journey_key
    from journeys_in_scope
    where variant_code in (select variant_code from kept)
)
