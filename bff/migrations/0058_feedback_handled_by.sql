-- owner: feedback
-- staff who had the case or visit in hand: a bad rating of it is never shown to them, nor theirs to contact, mend or check
alter table feedback_mendings add column handled_by jsonb not null default '[]';
