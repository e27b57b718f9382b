-- owner: services
-- the forms drafts were written on: what an answer was that a newer form does not ask for any more
create table services_forms (
  service_id text not null,
  version text not null,
  form jsonb not null,
  first_used_at timestamptz not null,
  primary key (service_id, version)
);

-- the edits of an open draft, one row a revision
create table services_draft_edits (
  draft_id text not null references services_drafts (id) on delete cascade,
  revision int not null,
  -- one opening of the form on one device; null = a program from before the log, or the form itself changed
  visit text,
  -- names of the fields that were edited
  fields jsonb not null,
  at timestamptz not null,
  -- citizen id, or staff:<id> at the window
  acted_by text not null,
  -- sealed with the key of the draft's citizen
  edits_sealed text not null,
  primary key (draft_id, revision)
);

-- the newest edit of each visit that was taken in or held back: none counts twice, and none after a later one
create table services_draft_visits (
  draft_id text not null references services_drafts (id) on delete cascade,
  visit text not null,
  newest int not null,
  primary key (draft_id, visit)
);

-- answers a changed form could not keep, until the person has read which (sealed)
alter table services_drafts add column dropped_sealed text;
