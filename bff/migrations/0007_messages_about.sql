-- owner: messages
alter table messages_inbox add column about_kind text, add column about_id text;
update messages_inbox set about_kind = 'case', about_id = about_case where about_case is not null;
alter table messages_inbox drop column about_case;
