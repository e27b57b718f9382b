-- owner: ledger
-- who has read whose data: ids, kinds and words, never a value
create table ledger_entries (
  seq bigint generated always as identity primary key,
  id text not null unique,
  -- the same read reported twice is one entry
  once text unique,
  owner_id text not null,
  at timestamptz not null,
  reader_kind text not null check (reader_kind in ('department', 'staff', 'proxy')),
  reader_id text not null,
  reader_name text not null,
  purpose text not null,
  fields text[] not null,
  case_id text,
  case_number text,
  -- place in the chain and SM3 over the entry and its predecessor: written once, within seconds
  position bigint unique,
  hash text,
  check ((position is null) = (hash is null))
);
create index ledger_entries_owner on ledger_entries (owner_id, seq desc);
create index ledger_entries_unchained on ledger_entries (seq) where position is null;

-- append-only for whoever uses the product's own connection; who goes past it is found by the chain
create function ledger_keep() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if old.position is null and new.position is not null
      and (to_jsonb(new) - 'position' - 'hash') = (to_jsonb(old) - 'position' - 'hash') then
      return new;
    end if;
  end if;
  raise exception 'the ledger is append-only';
end $$;
create trigger ledger_entries_keep before update or delete on ledger_entries for each row execute function ledger_keep();
create trigger ledger_entries_no_truncate before truncate on ledger_entries execute function ledger_keep();

-- where the chain stood on a day, signed; the same lies outside the database in DATA_DIR/ledger-heads
create table ledger_heads (
  day date primary key,
  position bigint not null,
  hash text not null,
  signature text not null,
  public_key text not null
);
create trigger ledger_heads_keep before update or delete on ledger_heads for each row execute function ledger_keep();
create trigger ledger_heads_no_truncate before truncate on ledger_heads execute function ledger_keep();

create table ledger_disputes (
  id text primary key,
  entry_id text not null unique references ledger_entries (id),
  owner_id text not null,
  text_sealed text not null,
  at timestamptz not null,
  decision text,
  answer_sealed text,
  answered_at timestamptz,
  answered_by text
);
