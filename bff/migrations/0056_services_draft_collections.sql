-- owner: services
-- 领取结果, chosen on the form already: goes over to services_collections when the draft becomes a case
create table services_draft_collections (
  draft_id text primary key references services_drafts (id) on delete cascade,
  way text not null check (way in ('post', 'window', 'none')),
  -- name, phone and address; sealed with the key of the draft's citizen; null = nothing is posted
  to_sealed text,
  chosen_at timestamptz not null
);
-- none: the applicant wants no paper
alter table services_collections drop constraint services_collections_way_check;
alter table services_collections add constraint services_collections_way_check check (way in ('post', 'window', 'none'));
