-- owner: consents
-- one row per consent given; never changed but for its withdrawal, kept as evidence (PIPL art. 14, 23, 29)
create table consents_consents (
  seq bigint generated always as identity primary key,
  id text not null unique,
  -- whose data
  owner_id text not null,
  -- the signed-in person who agreed: the owner, or who acts for them
  given_by text not null,
  sharing_id text not null,
  version text not null,
  -- the words that were agreed to, as published then
  sharing jsonb not null,
  given_at timestamptz not null,
  until date not null,
  withdrawn_at timestamptz,
  withdrawn_by text
);
create index consents_consents_owner on consents_consents (owner_id, sharing_id, seq desc);
