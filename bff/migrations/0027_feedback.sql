-- owner: feedback
create table feedback_ratings (
  id text primary key,
  -- both null once the account is closed: what stays is a count without a person, so that published figures stay true
  case_id text unique,
  owner_id text,
  service_id text not null,
  service_name text not null,
  -- id in departments.yaml
  department text not null,
  level text not null check (level in ('very-good', 'good', 'fair', 'bad', 'very-bad')),
  -- words as they were ticked: a later wording of the content does not change what somebody said
  reasons jsonb not null,
  -- sealed under the owner's key
  text_sealed text,
  rated_at timestamptz not null
);
create index feedback_ratings_department on feedback_ratings (department, rated_at);
create index feedback_ratings_owner on feedback_ratings (owner_id);

-- what became of a bad rating
create table feedback_mendings (
  rating_id text primary key references feedback_ratings (id),
  state text not null check (state in ('contact', 'mend', 'check', 'answer', 'recheck', 'closed')),
  -- whose turn it is: a department; null = the rater's, or nobody's any more
  department text,
  -- last day of the state; null = closed
  due_day date,
  -- one more with every state: names the task of this one
  turn int not null,
  -- turn that has been reported as overdue
  overdue_turn int,
  -- staff who mended: they do not check it
  mended_by jsonb not null,
  -- the rater has asked for a second check already
  contested boolean not null,
  check ((state = 'closed') = (due_day is null)),
  check ((state in ('answer', 'closed')) = (department is null))
);
create index feedback_mendings_due on feedback_mendings (due_day) where due_day is not null;

create table feedback_steps (
  rating_id text not null references feedback_ratings (id),
  position int not null,
  what text not null,
  at timestamptz not null,
  -- to or by the rater, sealed under the owner's key
  note_sealed text,
  by_staff text,
  primary key (rating_id, position)
);
