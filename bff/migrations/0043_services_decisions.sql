-- owner: services
-- 待缴费, a second person's look at a decision, and what other departments say to a case (会办)
alter table services_desk_cases
  -- decision written by one clerk that waits for a colleague: whose, which act, and the act itself (sealed)
  add column proposed_by text,
  add column proposed_act text check (proposed_act in ('complete', 'refuse')),
  add column proposal_sealed text,
  -- departments whose opinion is awaited
  add column awaiting jsonb not null default '[]',
  -- the day the fee was asked for, while it is owed; whether it was paid, and by which receipt
  add column charged_on date,
  add column fee_paid boolean not null default false,
  add column receipt_sealed text;

create table services_desk_opinions (
  id text primary key,
  case_id text not null references services_cases (id) on delete cascade,
  -- who is asked
  department text not null,
  -- staff id; null = the item names this department
  asked_by text,
  asked_at timestamptz not null,
  due_day date not null,
  question_sealed text not null,
  answered_at timestamptz,
  answered_by text,
  agrees boolean,
  words_sealed text,
  -- its head was told that the day is over
  told boolean not null default false
);
create index services_desk_opinions_case on services_desk_opinions (case_id);
create index services_desk_opinions_open on services_desk_opinions (department, due_day) where answered_at is null;
