-- owner: mandates
-- from then on the register is asked anew who the legal representative is, when they act
alter table mandates_enterprises add column ask_again_at timestamptz;
update mandates_enterprises set ask_again_at = confirmed_at + interval '1 day';
alter table mandates_enterprises alter column ask_again_at set not null;
