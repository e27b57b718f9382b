-- owner: consult
-- WeChat has judged the words; until then they are not sent
alter table consult_requests add column words_checked boolean not null default false;
-- unfit: WeChat said so after the request was taken in
alter table consult_requests drop constraint consult_requests_state_check;
alter table consult_requests add constraint consult_requests_state_check
  check (state in ('sending', 'received', 'assigned', 'answered', 'closed', 'rejected', 'withheld', 'unfit'));
