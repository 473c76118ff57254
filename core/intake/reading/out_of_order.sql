-- How many records are earlier than the record before them in the same journey.
-- Grain: one row. Reads the clean records of one file. $clean is their path.
-- Example: journey J at 10:00, 09:00, 11:00 in file order gives 1.
with ordered as (
    select occurred_at,
           lag(occurred_at) over (partition by journey_id order by record_number) as before
    from (select hash(journey_id) as journey_id, occurred_at, record_number
          from read_parquet($clean) where journey_id is not null)
)
select count(*) as records from ordered where occurred_at < before
