-- owner: tasks
-- what staff have to do by hand; the matter itself lies with the domain that opened the task
create table tasks_queue (
  id text primary key,
  kind text not null,
  about_id text not null,
  department text not null,
  title text not null,
  opened_at timestamptz not null,
  due_day date not null,
  owner_id text,
  taken_at timestamptz,
  decided_at timestamptz,
  decision text,
  -- why, where the subject keeps no record of its own; sealed under the system key `tasks`
  reason_sealed text,
  unique (kind, about_id)
);
create index tasks_queue_open on tasks_queue (department, due_day, id) where decided_at is null;
create index tasks_queue_owner on tasks_queue (owner_id) where decided_at is null;
create index tasks_queue_decided on tasks_queue (department, decided_at) where decided_at is not null;
