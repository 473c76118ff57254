-- grain: one row per issue and two different channels: how often its journeys switch from one to the other, either way
-- reads: steps_in_scope, journeys_in_scope
-- parameters: none
-- example:
-- | steps_in_scope: journey_key | code | next_code |
-- | 4 | 1 | 2    |
-- | 4 | 2 | 2    |
-- | 4 | 2 | 1    |
-- | 4 | 1 | null |
-- | 5 | 3 | 1    |
-- | journeys_in_scope: journey_key | issue_code |
-- | 4 | 7 |
-- | 5 | 8 |
-- gives:
-- | issue_code | one_code | other_code | switches |
-- | 7 | 1 | 2 | 2 |
-- | 8 | 1 | 3 | 1 |
select
    j.issue_code,
    least(s.code, s.next_code) as one_code,
    greatest(s.code, s.next_code) as other_code,
    count(*) as switches
from steps_in_scope s
join journeys_in_scope j on j.journey_key = s.journey_key
where s.code <> s.next_code
group by j.issue_code, least(s.code, s.next_code), greatest(s.code, s.next_code)
order by j.issue_code, switches desc, one_code, other_code
