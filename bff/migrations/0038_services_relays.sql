-- owner: services
-- 接力码: one row a draft, the last code drawn and who took it
create table services_relays (
  id text primary key,
  draft_id text not null unique references services_drafts (id) on delete cascade,
  -- keyed hash; null = taken
  code_index text unique,
  until timestamptz not null,
  -- taken at a window: by whom, from which revision on, until when
  staff_id text,
  from_revision int,
  desk_until timestamptz,
  handed_back boolean not null default false
);

-- wrong codes of a person or a clerk
create table services_relay_tries (
  who text primary key,
  count int not null,
  first_at timestamptz not null
);
