-- owner: feedback
-- a visit to a hall (halls_bookings.id) is rated as a case is: once; one of the two, or neither once the account is closed
alter table feedback_ratings add column visit_id text unique;
alter table feedback_ratings add check (case_id is null or visit_id is null);
