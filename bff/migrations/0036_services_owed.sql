-- owner: services
-- 容缺后补 and 告知承诺: a material a case was handed in without
create table services_owed (
  case_id text not null references services_cases (id) on delete cascade,
  -- form field of the material, and its name
  field text not null,
  label text not null,
  -- later | promise
  kind text not null,
  -- the sentence that was agreed to, word for word, and its SM3 hash; the definition of the case keeps its version
  promise text,
  promise_hash text,
  -- the last day to hand it in; null = a promise that takes its place
  due_day date,
  -- owed | handed-in | standing (a promise in place of the paper) | broken
  state text not null,
  settled_at timestamptz,
  -- stays when the paper comes after all
  broken_on date,
  -- what a clerk found; sealed with the key of the case's citizen
  broken_reason_sealed text,
  primary key (case_id, field)
);
create index services_owed_due on services_owed (due_day) where state = 'owed';
