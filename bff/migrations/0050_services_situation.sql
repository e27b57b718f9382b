-- owner: services
-- answers to the questions of 情形引导 the applicant went on with (sealed with the key of the draft's citizen); what they
-- mean is judged anew at every look, by the rules in force
alter table services_drafts add column situation_sealed text;
