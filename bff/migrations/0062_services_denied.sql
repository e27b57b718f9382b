-- owner: services
-- the case ended (state completed) with 不予批准: a decision, and no success
alter table services_cases add column denied boolean not null default false;
