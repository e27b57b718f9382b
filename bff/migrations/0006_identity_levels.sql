-- owner: identity
-- kind: a person who signs in; a child acted for by a guardian; an enterprise acted for by its agents. Each has a key of its own.
alter table identity_citizens
  add column kind text not null default 'person' check (kind in ('person', 'child', 'enterprise')),
  add column level text not null default 'session' check (level in ('session', 'phone', 'real-name')),
  -- two accounts of one person: rows stay where they are, the other account reads them too
  add column merged_into text references identity_citizens (id),
  -- from then on nobody signs in; the key is shredded by rights
  add column closed_at timestamptz;
create index identity_citizens_merged on identity_citizens (merged_into) where merged_into is not null;

alter table identity_sessions
  -- names the session on the list of devices; the hash stays inside
  add column id text,
  add column device text not null default '',
  add column last_seen_at timestamptz,
  -- last proof of identity (fresh check, real-name, face) and face check of this session
  add column checked_at timestamptz,
  add column face_at timestamptz,
  -- for whom the person acts; null = for themselves. Copied from the mandate when it is taken up: its end ends the session
  add column owner_id text references identity_citizens (id),
  add column mandate_id text,
  add column capacity text not null default 'self' check (capacity in ('self', 'enterprise', 'proxy', 'guardian')),
  add column capacity_label_sealed text,
  add column capacity_scope jsonb,
  add column capacity_until timestamptz;
update identity_sessions set id = substr(md5(token_hash), 1, 20);
alter table identity_sessions alter column id set not null;
create unique index identity_sessions_id on identity_sessions (id);
create index identity_sessions_mandate on identity_sessions (mandate_id) where mandate_id is not null;
alter table identity_sessions drop constraint identity_sessions_channel_check;
alter table identity_sessions add constraint identity_sessions_channel_check
  check (channel in ('mini-program', 'official-account', 'browser'));
