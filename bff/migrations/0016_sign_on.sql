-- owner: sign-on
-- tickets not exchanged yet; the exchange deletes the row, so that a ticket is good once in all processes
create table sign_on_tickets (
  ticket_hash text primary key,
  partner_id text not null,
  citizen_id text not null,
  expires_at timestamptz not null
);
create index sign_on_tickets_age on sign_on_tickets (expires_at);
