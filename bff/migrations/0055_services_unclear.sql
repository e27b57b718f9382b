-- owner: services
-- what a photo looked like when it came, where it was doubtful (dark, blurred, small, unreadable); null = nothing was
alter table services_files add column unclear text;
