-- owner: content
-- What has been published, for ever: a row is one version of one file of bff/content. The newest version of a kind and
-- id is the one in force. `seq` orders everything that was ever published; it is given under a lock, so that whoever has
-- seen one number has seen all smaller ones.
create table content_releases (
  seq int not null unique,
  kind text not null,
  id text not null,
  version int not null,
  -- SHA-256 of the body (UTF-8), hex
  hash text not null,
  origin text not null check (origin in ('seed', 'desk', 'command')),
  -- build, staff:<id> or command:<name>
  author text not null,
  reviewer text not null,
  -- the version whose body came back, when this is a rollback
  restores int,
  published_at timestamptz not null,
  body text not null,
  primary key (kind, id, version)
);

create function content_releases_stay() returns trigger language plpgsql as
$$ begin raise exception 'a published version of content is never changed'; end $$;
create trigger content_releases_stay before update or delete on content_releases
  for each row execute function content_releases_stay();

-- what an editor has written and a second person has not yet published
create table content_proposals (
  id text primary key,
  kind text not null,
  content_id text not null,
  body text not null,
  -- why, in the author's words
  reason text not null,
  state text not null check (state in ('sent', 'returned', 'published', 'withdrawn')),
  author text not null,
  -- what the second person said when it went back
  note text,
  -- counts up with each sending, so that what is published is what was looked at
  revision int not null,
  updated_at timestamptz not null
);
create unique index content_proposals_open on content_proposals (author, kind, content_id)
  where state in ('sent', 'returned');
create index content_proposals_state on content_proposals (state, updated_at);
