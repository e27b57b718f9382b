-- owner: consult
-- new = WeChat has not been asked; asked = its answer comes by a push; unasked = it answers nothing about this one
alter table consult_photos add column safety text not null default 'new'
  check (safety in ('new', 'asked', 'fit', 'unfit', 'unasked'));
alter table consult_photos add column asked_at timestamptz;
-- WeChat's number of the question
alter table consult_photos add column trace_id text;
-- SHA-256 of the pass in the address from which WeChat fetches it
alter table consult_photos add column pass_hash text;
create index consult_photos_trace on consult_photos (trace_id) where trace_id is not null;
create index consult_photos_pass on consult_photos (pass_hash) where pass_hash is not null;
-- those have gone out already
update consult_photos set safety = 'unasked'
  where request_id in (select id from consult_requests where state <> 'sending');

-- what WeChat pushed; it may come before its number stands beside the photo
create table consult_verdicts (
  trace_id text primary key,
  fit boolean not null,
  at timestamptz not null
);
