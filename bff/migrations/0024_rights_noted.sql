-- owner: rights
-- whose keys went with it (null = only the account itself is known), and when that was written down outside the database;
-- what was closed before is written down once more: twice is the same
alter table rights_closures add column shredded text[], add column noted_at timestamptz;
create index rights_closures_unnoted on rights_closures (done_at) where done_at is not null and noted_at is null;
