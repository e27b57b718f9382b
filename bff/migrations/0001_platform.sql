-- owner: platform
create table platform_keys (
  name text primary key,
  wrapped text not null,
  created_at timestamptz not null default now()
);

-- the first answer of each act that carried an Idempotency-Key, written in the transaction of the act
create table platform_idempotency (
  scope text not null,
  key text not null,
  fingerprint text not null,
  reply text,
  created_at timestamptz not null,
  primary key (scope, key)
);
create index platform_idempotency_age on platform_idempotency (created_at);

create table platform_outbox (
  id bigint generated always as identity primary key,
  topic text not null,
  key text not null,
  payload jsonb not null,
  attempts int not null default 0,
  created_at timestamptz not null,
  next_at timestamptz not null,
  locked_until timestamptz,
  done_at timestamptz,
  parked_at timestamptz,
  last_error text,
  unique (topic, key)
);
create index platform_outbox_due on platform_outbox (topic, next_at) where done_at is null and parked_at is null;

create table platform_recurring (
  name text primary key,
  next_at timestamptz not null,
  locked_until timestamptz,
  last_at timestamptz
);

-- who did what: one row per call of a route that says `audit: true`
create table platform_audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  request_id text not null,
  route text not null,
  caller text,
  outcome text not null
);
create index platform_audit_age on platform_audit (at);
