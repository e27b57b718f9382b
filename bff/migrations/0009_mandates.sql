-- owner: mandates
-- id: the subject of identity with the enterprise's own key. Name and credit code are public facts of the register.
create table mandates_enterprises (
  id text primary key,
  credit_code text not null unique,
  name text not null,
  -- when the register last named somebody as legal representative, and whom; null = they have let it go
  confirmed_at timestamptz not null,
  representative_id text
);

-- who may act (holder) for whom (owner: an enterprise, a relative, a child)
create table mandates_mandates (
  seq bigint generated always as identity primary key,
  id text not null unique,
  kind text not null check (kind in ('legal-representative', 'agent', 'proxy', 'guardian')),
  owner_id text not null,
  holder_id text not null,
  scope jsonb not null,
  since timestamptz not null,
  -- last day in Asia/Shanghai; null = no end
  until date,
  revoked_at timestamptz,
  -- citizen id; null = ended by the register or with an account
  revoked_by text,
  from_invitation text,
  -- masked name of a child, which has no account that could tell it; sealed with the child's key
  owner_name_sealed text
);
-- one living mandate of a kind between two
create unique index mandates_mandates_living on mandates_mandates (kind, owner_id, holder_id) where revoked_at is null;
create index mandates_mandates_holder on mandates_mandates (holder_id);
create index mandates_mandates_owner on mandates_mandates (owner_id);

create table mandates_invitations (
  id text primary key,
  -- keyed hash for look-up; the code itself is sealed with the owner's key
  code_index text not null unique,
  code_sealed text not null,
  kind text not null check (kind in ('agent', 'proxy')),
  -- the enterprise, or the person who invites
  owner_id text not null,
  invited_by text not null,
  scope jsonb not null,
  until date not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by text,
  withdrawn_at timestamptz
);
create index mandates_invitations_owner on mandates_invitations (owner_id);
create index mandates_invitations_expiry on mandates_invitations (expires_at);
