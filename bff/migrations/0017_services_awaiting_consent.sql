-- owner: services
-- work for a department that stopped because the owner does not agree (any more); it goes on when they do
create table services_awaiting_consent (
  topic text not null,
  key text not null,
  payload jsonb not null,
  case_id text not null references services_cases (id) on delete cascade,
  owner_id text not null,
  sharing_id text not null,
  since timestamptz not null,
  primary key (topic, key)
);
create index services_awaiting_consent_owner on services_awaiting_consent (owner_id, sharing_id);
