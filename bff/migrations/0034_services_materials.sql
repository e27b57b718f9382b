-- owner: services
-- the last day a paper is valid, as its owner typed it; null = for good, or not told
alter table services_files add column valid_until date;

-- 材料护照: a file handed in as a paper of a known kind, which its owner may use again
create table services_materials (
  id text primary key,
  citizen_id text not null,
  file_id text not null unique references services_files (id) on delete cascade,
  -- id in documents.yaml
  document text not null,
  -- whom the paper is about (name, ID number) as the application said; null = a paper that is about nobody alone
  holder_sealed text,
  -- the application it came with
  service_id text not null,
  handed_in_at timestamptz not null,
  valid_until date
);
create index services_materials_owner on services_materials (citizen_id, handed_in_at desc);

-- each time it was used again: a copy of its own, so that neither hangs on the other
create table services_material_uses (
  file_id text primary key references services_files (id) on delete cascade,
  material_id text not null references services_materials (id) on delete cascade,
  service_id text not null,
  used_at timestamptz not null
);
create index services_material_uses_material on services_material_uses (material_id, used_at desc);
