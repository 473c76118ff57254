-- Where the file's order rules, a contact is never placed before its predecessor of the same journey.
-- grain: one row per record that moves; none unless $by_file. reads: fresh. parameters: $by_file
-- example: times 10:00, 09:59, 10:05 in file order -> one row, the second record at 10:00.
create or replace temp table reordered as
with placed as (
    select
        record_number,
        occurred_at,
        max(occurred_at) over (
            partition by journey_id order by record_number rows between unbounded preceding and current row
        ) as order_at
    from fresh
    where $by_file and journey_id is not null
)
select record_number, order_at from placed where order_at <> occurred_at
