-- Some of the sorted rows. grain: one row per interaction. reads: building_sorted. parameters: $first, $last (row ids)
select * from building_sorted where rowid between $first and $last order by rowid
