-- owner: staff
create table staff_accounts (
  id text primary key,
  login text not null unique,
  -- the person's name, sealed under the system key `staff`; null until they have set the account up
  name_sealed text,
  -- title and department are what citizens read of a member of staff, never the name
  title text not null,
  department text not null,
  roles jsonb not null default '[]',
  state text not null check (state in ('invited', 'active', 'disabled')),
  password text,
  totp_sealed text,
  -- the last time step a code was accepted for: each code works once (RFC 6238 5.2)
  totp_step bigint,
  created_at timestamptz not null,
  last_seen_at timestamptz
);

create table staff_sessions (
  token_hash text primary key,
  staff_id text not null references staff_accounts (id),
  -- of the sign-in; a renewed session keeps it, so that twelve hours stay twelve hours
  signed_in_at timestamptz not null,
  last_seen_at timestamptz not null,
  checked_at timestamptz not null,
  ended_at timestamptz
);
create index staff_sessions_staff on staff_sessions (staff_id);
create index staff_sessions_age on staff_sessions (signed_in_at);

create table staff_invitations (
  token_hash text primary key,
  staff_id text not null references staff_accounts (id),
  -- offered second factor, sealed; made when the link is first opened
  totp_sealed text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index staff_invitations_staff on staff_invitations (staff_id);

-- tries to sign in, counted before they are judged: `account:<login>` and `address:<ip>`
create table staff_tries (
  who text primary key,
  failures int not null,
  last_at timestamptz not null,
  locked_until timestamptz
);
create index staff_tries_age on staff_tries (last_at);
