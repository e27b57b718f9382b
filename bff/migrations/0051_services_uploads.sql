-- owner: services
-- a file that comes in parts: the parts lie sealed in the file store as <id>-<number>
create table services_uploads (
  id text primary key,
  citizen_id text not null,
  name_sealed text not null,
  bytes int not null,
  sha256 text not null,
  -- how many bytes have come
  received int not null,
  created_at timestamptz not null,
  -- finished: the parts are gone, the file they became
  file_id text references services_files (id) on delete cascade
);
-- the same content again goes on with what has come of it
create unique index services_uploads_unfinished on services_uploads (citizen_id, sha256, bytes) where file_id is null;
create index services_uploads_created on services_uploads (created_at);
create index services_uploads_file on services_uploads (file_id) where file_id is not null;
