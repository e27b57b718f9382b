-- owner: services
-- 一件事: the case of a part names the case of the whole it was handed in with
alter table services_cases add column bundle_id text references services_cases (id) on delete set null;
create index services_cases_bundle on services_cases (bundle_id) where bundle_id is not null;
