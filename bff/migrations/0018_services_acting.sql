-- owner: services
-- who acted and in which capacity. acted_by = the signed-in person; the label (masked name of who acted) is sealed with
-- the key of the row's citizen. null = from before capacities were kept.
alter table services_drafts
  add column acted_by text,
  add column capacity text,
  add column mandate_id text;
alter table services_cases
  add column acted_by text,
  add column capacity text,
  add column mandate_id text,
  add column actor_label_sealed text;
alter table services_case_events
  add column acted_by text,
  add column capacity text,
  add column mandate_id text;
