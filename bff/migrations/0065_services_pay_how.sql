-- owner: services
-- how the fee can be paid, in the words the payments' provider gave before the fee was asked for (sealed);
-- null = nobody was asked, or nobody answered in time: at the window
alter table services_desk_cases add column pay_how_sealed text;
