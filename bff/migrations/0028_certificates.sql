-- owner: certificates
-- 电子证照: the result of a completed case. What it says is sealed for its owner; digest and signature are over the
-- whole of it, so a row that somebody changed no longer counts.
create table certificates_certificates (
  id text primary key,
  owner_id text not null,
  -- one certificate a case
  case_id text not null unique,
  service_id text not null,
  title text not null,
  department_id text not null,
  department text not null,
  -- keyed hash of the code printed on it
  code_index text not null unique,
  -- holder, ID number, number, code
  sealed text not null,
  issued_on date not null,
  -- last day; null = for good
  valid_until date,
  digest text not null,
  signature text not null,
  public_key text not null,
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_reason_sealed text,
  -- the owner has been told that it expires soon
  noticed_at timestamptz
);
create index certificates_certificates_owner on certificates_certificates (owner_id, issued_on desc);
create index certificates_certificates_expiring on certificates_certificates (valid_until)
  where noticed_at is null and withdrawn_at is null;
