-- owner: messages
-- the service item a message is about: an agent of an enterprise reads only what is within their scope
alter table messages_inbox add column service_id text;
update messages_inbox m set service_id = c.service_id
  from services_cases c where m.about_kind = 'case' and c.id = m.about_id;
