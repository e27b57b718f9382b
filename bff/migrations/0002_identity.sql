-- owner: identity
create table identity_citizens (
  id text primary key,
  -- the citizen's own data key, wrapped under the master key; without it nothing sealed for them can be opened
  wrapped_key text not null,
  created_at timestamptz not null
);

create table identity_wechat_accounts (
  app text not null check (app in ('mini-program', 'official-account')),
  openid_index text not null,
  openid_sealed text not null,
  unionid_index text,
  citizen_id text not null references identity_citizens (id),
  created_at timestamptz not null,
  primary key (app, openid_index)
);
create index identity_wechat_accounts_unionid on identity_wechat_accounts (unionid_index);

create table identity_sessions (
  token_hash text primary key,
  citizen_id text not null references identity_citizens (id),
  channel text not null check (channel in ('mini-program', 'official-account')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index identity_sessions_citizen on identity_sessions (citizen_id);
create index identity_sessions_expiry on identity_sessions (expires_at);
