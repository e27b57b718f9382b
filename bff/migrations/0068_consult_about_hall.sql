-- owner: consult
-- a request can be about the hall whose page it was written from
alter table consult_requests drop constraint consult_requests_about_kind_check;
alter table consult_requests add constraint consult_requests_about_kind_check check (about_kind in ('service', 'case', 'hall'));
