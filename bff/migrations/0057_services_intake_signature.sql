-- owner: services
-- the paper with which a person confirmed what a clerk had written for them: evidence, kept with the case; null = by a code
alter table services_intakes add column confirmed_file text;
create index services_intakes_case on services_intakes (case_id) where confirmed_file is not null;
