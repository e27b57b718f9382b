-- owner: services
-- the last year whose notice of days off was known when the days of the case were counted; the notices known so far end
-- with 2026, which is also what a process of an older program counts with: the default lets it go on opening cases
alter table services_cases add column counted_to int not null default 2026;
-- open cases whose days are to be counted anew once a further year is published
create index services_cases_counted on services_cases (counted_to) where state not in ('completed', 'refused', 'withdrawn');
