-- owner: services
-- an application taken in at the counter: until it is handed in, everything lies under a row with a key of its own
create table services_intakes (
  id text primary key,
  service_id text not null,
  department text not null,
  staff_id text not null,
  citizen_id text not null,
  -- counter = the person came with the original of their ID card; home = staff came to them and saw it
  presence text not null check (presence in ('counter', 'home')),
  -- name and number on the card
  person_sealed text not null,
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  -- how the person confirmed what was written for them, and the case it became
  confirmed_by text check (confirmed_by in ('signature', 'sms')),
  -- digest of the answers a code was given for, so that nothing else is handed in with it
  confirmed_digest text,
  case_id text references services_cases (id) on delete cascade
);
create index services_intakes_citizen on services_intakes (citizen_id);
create index services_intakes_open on services_intakes (expires_at) where case_id is null;
-- where it was handed in: by the person themselves on a phone, or at a window with the help of staff
alter table services_cases add column channel text not null default 'online' check (channel in ('online', 'window'));
