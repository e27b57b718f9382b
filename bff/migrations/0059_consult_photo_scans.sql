-- owner: consult
-- what the virus scanner found; an unscanned one is looked at before it leaves the house
alter table consult_photos add column scan text not null default 'unscanned'
  check (scan in ('clean', 'infected', 'unscanned'));
-- WeChat could not be asked about the words of this person: they go out marked as unchecked
alter table consult_requests add column words_unjudged boolean not null default false;
