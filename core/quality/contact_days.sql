-- The days on which each source has contacts, implausible times left out. grain: one row per source and day.
-- reads: interactions, labels, imports. parameters: none
-- example: two contacts on 2 March and one on 4 March -> ('crm', 2026-03-02, 2), ('crm', 2026-03-04, 1)
select s.label as source, cast(i.occurred_at as date) as day, count(*) as interactions
from interactions i
join labels s on s.kind = 'source' and s.code = i.source_code
where i.occurred_at >= timestamp '1990-01-01 00:00:00'
  and i.occurred_at <= (select max(imported_at) from imports)
group by s.label, cast(i.occurred_at as date)
order by source, day
