-- owner: services
-- where the acceptance platform and we do not say the same about a case
create table services_platform_differences (
  id text primary key,
  -- our case id as the platform knows it; there may be no such case here
  outer_id text not null,
  kind text not null,
  -- id in departments.yaml: whose staff see it
  department text not null,
  ours text,
  theirs text,
  found_at timestamptz not null,
  seen_at timestamptz not null,
  -- how often it was tried to heal it, and when last
  tries int not null default 0,
  tried_at timestamptz,
  healed_at timestamptz,
  -- what healed it: pulled | delivered | number | closed | itself
  healed_by text,
  closed_by text,
  closed_reason text
);
create unique index services_platform_differences_open on services_platform_differences (outer_id, kind)
  where healed_at is null;
create index services_platform_differences_newest on services_platform_differences (department, found_at desc);
