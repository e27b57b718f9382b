-- owner: services
-- labels (form fields, nobody's data) of the answers a question of 会办 carries, for the applicant's ledger
alter table services_desk_opinions add column reads text[] not null default '{}';
-- what a clerk has filled in so far at the counter, sealed under the intake's own key: there again after a reload of the
-- browser; null = nothing yet, or handed in. The revision tells two tabs apart.
alter table services_intakes add column work_sealed text, add column work_revision integer not null default 0;
create index services_intakes_staff on services_intakes (staff_id, opened_at) where case_id is null;
