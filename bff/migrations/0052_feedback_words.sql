-- owner: feedback
-- the rater's words, until WeChat has judged them (waiting), and when it found them unfit: no clerk reads them
alter table feedback_ratings add column text_held text check (text_held in ('waiting', 'unfit'));
alter table feedback_steps add column note_held text check (note_held in ('waiting', 'unfit'));
