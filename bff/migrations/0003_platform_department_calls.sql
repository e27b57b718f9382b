-- owner: platform
-- one row per attempt that went out to a department system; no content, no person
create table platform_department_calls (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  department text not null,
  operation text not null,
  request_id text,
  outcome text not null,
  status int,
  duration_ms int not null,
  attempt int not null
);
create index platform_department_calls_age on platform_department_calls (department, at);
