-- owner: services
-- the published definition a draft or case was made with; immutable
create table services_versions (
  service_id text not null,
  version text not null,
  definition jsonb not null,
  first_used_at timestamptz not null,
  primary key (service_id, version)
);

create table services_cases (
  seq bigint generated always as identity primary key,
  id text not null unique,
  number text not null unique,
  citizen_id text not null,
  draft_id text not null unique,
  service_id text not null,
  service_version text not null,
  service_name text not null,
  department text not null,
  state text not null,
  answers_sealed text not null,
  submitted_at timestamptz not null,
  updated_at timestamptz not null,
  -- waiting | retrying | stuck | delivered: the hand-over to the department's system
  delivery text not null default 'waiting',
  receipt_no text,
  received_at timestamptz,
  accepted_at timestamptz,
  promised_day date,
  correction_sealed text,
  result_sealed text,
  result_details_sealed text,
  foreign key (service_id, service_version) references services_versions (service_id, version)
);
create index services_cases_newest on services_cases (citizen_id, seq desc);

-- what has happened to a case; `position` orders it even when a department's report comes late
create table services_case_events (
  case_id text not null references services_cases (id),
  event_id text not null,
  position double precision not null,
  state text not null,
  by_department boolean not null,
  at timestamptz not null,
  note_sealed text,
  primary key (case_id, event_id)
);

create table services_drafts (
  id text primary key,
  citizen_id text not null,
  service_id text not null,
  form_version text not null,
  answers_sealed text not null,
  revision int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  case_id text references services_cases (id)
);
create unique index services_drafts_open on services_drafts (citizen_id, service_id) where case_id is null;

create table services_files (
  id text primary key,
  citizen_id text not null,
  name_sealed text not null,
  type text not null,
  bytes int not null,
  sm3 text not null,
  created_at timestamptz not null,
  -- set when a saved draft or a case names it; a file named by neither is removed after two days
  draft_id text references services_drafts (id) on delete set null,
  case_id text references services_cases (id)
);
create index services_files_draft on services_files (draft_id);
create index services_files_case on services_files (case_id);
create index services_files_loose on services_files (created_at) where case_id is null;
