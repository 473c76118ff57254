-- Interactions under each label in use, "not given" left out. grain: one row per kind and label.
-- reads: interactions, labels. parameters: none. example: 3 contacts by 'Phone', 1 by 'phone' -> two rows
with used as (
    select 'channel' as kind, channel_code as code, count(*) as interactions from interactions group by channel_code
    union all
    select 'activity', activity_code, count(*) from interactions group by activity_code
    union all
    select 'issue', issue_code, count(*) from interactions group by issue_code
    union all
    select 'region', region_code, count(*) from interactions group by region_code
    union all
    select 'segment', segment_code, count(*) from interactions group by segment_code
    union all
    select 'team', team_code, count(*) from interactions group by team_code
    union all
    select 'outcome', outcome_code, count(*) from interactions group by outcome_code
)
select u.kind, l.label, u.interactions
from used u
join labels l on l.kind = u.kind and l.code = u.code
where u.code <> 0
order by u.kind, l.label
