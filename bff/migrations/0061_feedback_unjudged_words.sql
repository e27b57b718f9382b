-- owner: feedback
-- unjudged: WeChat could not be asked about this person's words; a clerk reads them marked as unchecked
alter table feedback_ratings drop constraint feedback_ratings_text_held_check;
alter table feedback_ratings add constraint feedback_ratings_text_held_check
  check (text_held in ('waiting', 'unfit', 'unjudged'));
alter table feedback_steps drop constraint feedback_steps_note_held_check;
alter table feedback_steps add constraint feedback_steps_note_held_check
  check (note_held in ('waiting', 'unfit', 'unjudged'));
