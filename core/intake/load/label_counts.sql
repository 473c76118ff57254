-- How many labels each mapped column would have. grain: one row per kind. reads: fresh. parameters: none
select
    count(distinct channel) as channel, count(distinct activity) as activity, count(distinct issue) as issue,
    count(distinct region) as region, count(distinct segment) as segment, count(distinct team) as team,
    count(distinct outcome) as outcome
from fresh
