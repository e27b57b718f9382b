-- owner: identity
-- the accounts merged into this one, beside their own merged_into: every request reads them, merges are rare
alter table identity_citizens add column merged_ids text[] not null default '{}';
update identity_citizens m set merged_ids = array(
  select o.id from identity_citizens o where o.merged_into = m.id order by o.id
) where exists (select 1 from identity_citizens o where o.merged_into = m.id);
