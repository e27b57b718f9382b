-- owner: certificates
-- what the e-certificate library (电子证照库) last said somebody holds, for as long as they agree that it is asked
create table certificates_held (
  -- keyed hash of owner and the library's own id, which stands nowhere else
  id text primary key,
  owner_id text not null,
  -- title, issuer, holder, ID number
  sealed text not null,
  -- last day; null = for good
  valid_until date,
  state text not null check (state in ('valid', 'expired', 'withdrawn')),
  -- when the library changed it last
  updated_at timestamptz not null,
  -- when the library said so
  read_at timestamptz not null
);
create index certificates_held_owner on certificates_held (owner_id);
create index certificates_held_read on certificates_held (read_at);
