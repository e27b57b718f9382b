-- owner: wechat-push
-- pushes already taken in; WeChat sends one up to three times. The key is a keyed hash: it names a person
create table wechat_push_received (
  key text primary key,
  kind text not null,
  received_at timestamptz not null
);
create index wechat_push_received_at on wechat_push_received (received_at);
