-- reads: touched_journeys. parameters: none
delete from steps where journey_key in (select journey_key from touched_journeys)
