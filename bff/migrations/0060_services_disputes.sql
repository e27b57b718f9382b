-- owner: services
-- what a person says is wrong in a register: looked at and answered also when the draft it came to is thrown away
create table services_disputes (
  -- names its task too
  id text primary key,
  citizen_id text not null,
  service_id text not null,
  -- the draft it came to, there or not: the words are sealed under its name and the field's
  draft_id text not null,
  field text not null,
  -- in words, as the person read it
  source text not null,
  source_at timestamptz not null,
  disputed_at timestamptz not null,
  -- the person's words, sealed under the key of the draft's account
  dispute_sealed text not null,
  answered_at timestamptz,
  corrected boolean,
  -- the department's words, sealed likewise
  answer_sealed text
);
create index services_disputes_owner on services_disputes (citizen_id, disputed_at);
insert into services_disputes
  (id, citizen_id, service_id, draft_id, field, source, source_at, disputed_at, dispute_sealed, answered_at, corrected,
   answer_sealed)
select p.dispute_id, d.citizen_id, d.service_id, p.draft_id, p.field, p.source, p.source_at, p.disputed_at,
  p.dispute_sealed, p.answered_at, p.corrected, p.answer_sealed
from services_prefills p join services_drafts d on d.id = p.draft_id
where p.dispute_id is not null and p.disputed_at is not null and p.dispute_sealed is not null;
alter table services_prefills
  drop column dispute_sealed, drop column answered_at, drop column corrected, drop column answer_sealed;
