-- owner: services
-- what a draft was filled in with by itself: no value, only its keyed hash, checked when the application is handed in
create table services_prefills (
  draft_id text not null references services_drafts (id) on delete cascade,
  field text not null,
  -- identity.name, earlier.bankCard, library.household.street
  name text not null,
  -- in words, as the person read it
  source text not null,
  -- id in departments.yaml: who can put the entry right; null = the person alone
  department text,
  source_at timestamptz not null,
  offered_at timestamptz not null,
  hash text not null,
  -- names the dispute and its task
  dispute_id text unique,
  disputed_at timestamptz,
  -- the person's words, sealed under the key of the draft's account
  dispute_sealed text,
  answered_at timestamptz,
  corrected boolean,
  -- the department's words, sealed likewise
  answer_sealed text,
  -- whether the value was handed in as it came; null = not handed in yet
  kept boolean,
  primary key (draft_id, field)
);
