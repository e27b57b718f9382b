-- owner: messages
create table messages_inbox (
  seq bigint generated always as identity primary key,
  id text not null unique,
  citizen_id text not null,
  event text not null,
  key text not null,
  title text not null,
  body text not null,
  about_case text,
  created_at timestamptz not null,
  read_at timestamptz,
  unique (citizen_id, key)
);
create index messages_inbox_newest on messages_inbox (citizen_id, seq desc);
create index messages_inbox_unread on messages_inbox (citizen_id) where read_at is null;
