-- owner: identity
-- a number belongs to one account; an account merged into another keeps its own
create table identity_phones (
  phone_index text primary key,
  citizen_id text not null unique references identity_citizens (id),
  phone_sealed text not null,
  bound_at timestamptz not null
);

-- who somebody is. A child is entered by a guardian and may sign in itself later: one row of each kind per paper
create table identity_real_names (
  citizen_id text primary key references identity_citizens (id),
  kind text not null check (kind in ('person', 'child')),
  certificate text not null check (certificate in ('id-card', 'passport', 'hk-macau-permit', 'taiwan-permit')),
  number_index text not null,
  name_sealed text not null,
  number_sealed text not null,
  birth_day_sealed text not null,
  verified_by text not null check (verified_by in ('public-security', 'ykb', 'manual-review')),
  verified_at timestamptz not null,
  face_at timestamptz,
  unique (kind, number_index)
);

create table identity_ykb_accounts (
  uid_index text primary key,
  citizen_id text not null references identity_citizens (id),
  created_at timestamptz not null
);
create index identity_ykb_accounts_citizen on identity_ykb_accounts (citizen_id);
create index identity_wechat_accounts_citizen on identity_wechat_accounts (citizen_id);

create table identity_sms_codes (
  seq bigint generated always as identity primary key,
  id text not null unique,
  purpose text not null check (purpose in ('sign-in', 'bind', 'check')),
  phone_index text not null,
  -- whose session asked; empty for a sign-in
  asked_by text not null,
  code_hash text not null,
  tries int not null default 0,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index identity_sms_codes_newest on identity_sms_codes (phone_index, purpose, asked_by, seq desc);
create index identity_sms_codes_age on identity_sms_codes (expires_at);

-- what slows guessing down: in the database, so that nobody gets another try when a cache is away
create table identity_throttles (
  key text primary key,
  count int not null,
  blocked_until timestamptz not null,
  first_at timestamptz not null,
  last_at timestamptz not null
);
create index identity_throttles_age on identity_throttles (last_at);

-- kinds of device an account was signed in on lately: a mini-program that signs in silently is told of once
create table identity_known_devices (
  citizen_id text not null references identity_citizens (id),
  channel text not null,
  device text not null,
  last_at timestamptz not null,
  primary key (citizen_id, channel, device)
);
create index identity_known_devices_age on identity_known_devices (last_at);

create table identity_face_checks (
  seq text primary key,
  citizen_id text not null references identity_citizens (id),
  -- the account to merge into; null = the check is of the person themselves
  merge_into text references identity_citizens (id),
  verify_index text not null unique,
  person_sealed text not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index identity_face_checks_age on identity_face_checks (expires_at);
create index identity_face_checks_citizen on identity_face_checks (citizen_id);

create table identity_merges (
  id text primary key,
  from_id text not null references identity_citizens (id),
  into_id text not null references identity_citizens (id),
  merged_at timestamptz not null,
  until timestamptz not null,
  undone_at timestamptz
);
create index identity_merges_into on identity_merges (into_id);
create index identity_merges_from on identity_merges (from_id);

create table identity_reviews (
  seq bigint generated always as identity primary key,
  id text not null unique,
  citizen_id text not null references identity_citizens (id),
  kind text not null check (kind in ('passport', 'hk-macau-permit', 'taiwan-permit', 'guardian')),
  state text not null check (state in ('waiting', 'approved', 'refused')),
  -- name, number, birth day and nationality on the paper
  paper_sealed text not null,
  asked_at timestamptz not null,
  decided_at timestamptz,
  reason_sealed text
);
create unique index identity_reviews_waiting on identity_reviews (citizen_id, kind) where state = 'waiting';
create index identity_reviews_citizen on identity_reviews (citizen_id, seq desc);

create table identity_review_files (
  id text primary key,
  citizen_id text not null references identity_citizens (id),
  name_sealed text not null,
  type text not null,
  bytes int not null,
  created_at timestamptz not null,
  -- a file that no review names is removed after two days
  review_id text references identity_reviews (id)
);
create index identity_review_files_review on identity_review_files (review_id);
create index identity_review_files_loose on identity_review_files (created_at) where review_id is null;
create index identity_review_files_citizen on identity_review_files (citizen_id);
