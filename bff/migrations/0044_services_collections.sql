-- owner: services
-- 领取结果: how the paper of a result reaches the applicant
create table services_collections (
  case_id text primary key references services_cases (id) on delete cascade,
  way text not null check (way in ('post', 'window')),
  state text not null check (state in ('asked', 'posted', 'collected')),
  -- name, phone and address; sealed with the key of the case's citizen; null = at the window
  to_sealed text,
  -- carrier and number of the parcel, sealed likewise
  parcel_sealed text,
  chosen_at timestamptz not null,
  settled_at timestamptz
);
