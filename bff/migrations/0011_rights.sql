-- owner: rights
-- an account that is being closed, or was: the person asked, or WeChat told us that the authorisation was revoked
create table rights_closures (
  id text primary key,
  citizen_id text not null,
  cause text not null check (cause in ('person', 'wechat')),
  asked_at timestamptz not null,
  due_at timestamptz not null,
  cancelled_at timestamptz,
  done_at timestamptz
);
create unique index rights_closures_open on rights_closures (citizen_id) where cancelled_at is null and done_at is null;
create index rights_closures_due on rights_closures (due_at) where cancelled_at is null and done_at is null;

-- one key per department and retention class: what the law keeps outlives the citizen's own key, and dies with this one
create table rights_archive_keys (
  id text primary key,
  department text not null,
  retention text not null,
  wrapped text not null,
  created_at timestamptz not null,
  unique (department, retention)
);

create table rights_archive (
  id text primary key,
  key_id text not null references rights_archive_keys (id),
  -- keyed hash of the closed account: two records of one person can be told to belong together, nobody can be named
  owner_index text not null,
  title text not null,
  reference text,
  sealed text not null,
  archived_at timestamptz not null,
  keep_until timestamptz not null
);
create index rights_archive_reference on rights_archive (reference);
create index rights_archive_end on rights_archive (keep_until);

-- 更正: what a person says is wrong about them
create table rights_corrections (
  id text primary key,
  citizen_id text not null,
  what text not null check (what in ('name', 'certificate', 'phone', 'case', 'other')),
  text_sealed text not null,
  asked_at timestamptz not null,
  answered_at timestamptz,
  corrected boolean,
  answer_sealed text
);
create index rights_corrections_citizen on rights_corrections (citizen_id);
