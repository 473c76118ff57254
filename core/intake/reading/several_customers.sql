-- How many journeys carry more than one customer id: an integrity fault of the source.
-- Grain: one row. Reads the clean records of one file. $clean is their path.
-- Example: journey J with customers a, a, b gives 1.
select count(*) as journeys
from (select journey_id
      from read_parquet($clean)
      where journey_id is not null and customer_id is not null
      group by journey_id
      having min(customer_id) <> max(customer_id))
