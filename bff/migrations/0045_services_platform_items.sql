-- owner: services
-- the directory of items of the acceptance platform, as it was when last asked
create table services_platform_items (
  item_code text primary key,
  item jsonb not null,
  -- false = the directory does not list it any more
  listed boolean not null,
  first_seen_at timestamptz not null,
  -- when the platform last changed something in it, as far as we saw
  changed_at timestamptz not null,
  -- what somebody at the desk has looked at and left as it is: the differences of that moment, why, who, when
  noted text,
  noted_reason text,
  noted_by text,
  noted_at timestamptz,
  -- the version of the platform that was looked at last
  noted_version int
);

-- each time the platform was asked for its cases or items, and what came of it
create table services_platform_runs (
  seq bigint generated always as identity primary key,
  kind text not null,
  at timestamptz not null,
  -- done | unavailable
  outcome text not null,
  facts jsonb not null
);
create index services_platform_runs_last on services_platform_runs (kind, seq desc);
