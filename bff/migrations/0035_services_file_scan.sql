-- owner: services
-- clean | unscanned | infected: what the virus scanner said of an uploaded file
alter table services_files add column scan text not null default 'unscanned';
create index services_files_unscanned on services_files (created_at) where scan = 'unscanned';
