-- reads: touched_journeys. parameters: none
delete from journeys where journey_key in (select journey_key from touched_journeys)
