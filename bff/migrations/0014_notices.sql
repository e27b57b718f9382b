-- owner: notices
create table notices_agreements (
  citizen_id text not null,
  terms_id text not null,
  version text not null,
  -- of the text that was shown, so that it can be told later what exactly was agreed to
  digest text not null,
  agreed_at timestamptz not null,
  primary key (citizen_id, terms_id, version)
);
