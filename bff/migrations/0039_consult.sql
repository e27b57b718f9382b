-- owner: consult
create table consult_requests (
  id text primary key,
  citizen_id text not null,
  kind text not null check (kind in ('complaint', 'suggestion', 'help', 'report')),
  category text,
  -- under the citizen's key: what was written, where it is, the title of the page it was written from
  text_sealed text not null,
  place_sealed text,
  about_kind text check (about_kind in ('service', 'case')),
  about_id text,
  about_sealed text,
  state text not null check (state in ('sending', 'received', 'assigned', 'answered', 'closed', 'rejected', 'withheld')),
  -- of the last step that counted
  state_at timestamptz not null,
  order_no text,
  created_at timestamptz not null,
  -- when the hotline was last asked where it stands
  asked_at timestamptz
);
create index consult_requests_citizen on consult_requests (citizen_id, created_at desc);
create index consult_requests_open on consult_requests (created_at)
  where state in ('received', 'assigned', 'answered');

create table consult_steps (
  request_id text not null references consult_requests (id),
  event_id text not null,
  state text not null,
  at timestamptz not null,
  -- words of the hotline, under the citizen's key
  note_sealed text,
  primary key (request_id, event_id)
);

create table consult_photos (
  id text primary key,
  citizen_id text not null,
  -- null until a request names it
  request_id text references consult_requests (id),
  name_sealed text not null,
  type text not null,
  bytes int not null,
  created_at timestamptz not null
);
create index consult_photos_request on consult_photos (request_id);
create index consult_photos_citizen on consult_photos (citizen_id);
