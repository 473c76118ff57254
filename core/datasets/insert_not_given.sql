-- Code 0 of every kind stands for "not given". parameters: none
insert into labels
select kind, 0, 'not given', null
from (select unnest(['channel', 'activity', 'touchpoint', 'issue', 'region', 'segment', 'team', 'outcome', 'source']) as kind)
