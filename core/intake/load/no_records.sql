-- Every interaction field as a column, without a row: what a file does not have comes from here, as NULL.
-- grain: no rows. parameters: none
create or replace temp table no_records (
    record_number bigint, line_number bigint, raw_high ubigint, raw_low ubigint,
    interaction_id varchar, journey_id varchar, customer_id varchar, occurred_at timestamp,
    channel varchar, activity varchar, issue varchar, region varchar, segment varchar, team varchar, agent varchar,
    outcome varchar, handle_seconds double, wait_seconds double, cost double, csat double, ces double, nps double,
    text varchar, customer_value double, customer_since date, customer_left_on date,
    phone varchar, email varchar, account varchar, resolved boolean
)
