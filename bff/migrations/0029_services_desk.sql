-- owner: services
-- a case of a department without a system of its own: who has it, and until when what has to happen
create table services_desk_cases (
  case_id text primary key references services_cases (id) on delete cascade,
  -- id in departments.yaml
  department text not null,
  -- staff id; null = the department as a whole
  handler_id text,
  -- last day of what is awaited now (受理, 补正, 办结, end of a pause); null = the case has ended
  due_day date,
  legal_day date,
  paused_on date,
  paused_until date,
  -- sealed with the key of the case's citizen
  pause_reason_sealed text,
  -- form fields the citizen may mend now, and every one the one notice has named (null = none was sent)
  open_fields jsonb not null default '[]',
  asked_fields jsonb,
  -- the due day the head of the department was told about
  told_day date,
  -- when the department was given it: before, nobody at the desk sees it
  handed_at timestamptz,
  result_files jsonb not null default '[]'
);
create index services_desk_cases_clock on services_desk_cases (department, due_day) where due_day is not null;
create index services_desk_cases_due on services_desk_cases (due_day) where due_day is not null;
create index services_desk_cases_handler on services_desk_cases (handler_id) where due_day is not null;

-- 补正差异单: what one notice asked for, and what stood there before and after (masked words, sealed)
create table services_desk_mends (
  case_id text not null references services_cases (id) on delete cascade,
  -- event of the notice
  event_id text not null,
  asked_at timestamptz not null,
  mended_at timestamptz,
  items_sealed text not null,
  primary key (case_id, event_id)
);

-- every act at the desk on a case
create table services_desk_acts (
  seq bigint generated always as identity primary key,
  case_id text not null references services_cases (id) on delete cascade,
  act text not null,
  -- null = the clock, or the applicant
  staff_id text,
  at timestamptz not null,
  note_sealed text
);
create index services_desk_acts_case on services_desk_acts (case_id, seq);
