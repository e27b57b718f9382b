-- owner: platform
-- how many places of a slot are taken; the guard of `hold` is in the statement that counts
create table platform_slots (
  resource text not null,
  slot text not null,
  taken int not null check (taken >= 0),
  touched_at timestamptz not null,
  primary key (resource, slot)
);

create table platform_slot_holds (
  id text primary key,
  resource text not null,
  slot text not null,
  quantity int not null check (quantity > 0),
  -- null = confirmed
  until timestamptz
);
create index platform_slot_holds_due on platform_slot_holds (until) where until is not null;
create index platform_slot_holds_slot on platform_slot_holds (resource, slot) where until is not null;
