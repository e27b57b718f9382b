-- owner: halls
create table halls_bookings (
  id text primary key,
  citizen_id text not null,
  hall_id text not null,
  line_id text not null,
  service_id text not null,
  -- as they were called when the appointment was made
  hall_name text not null,
  line_name text not null,
  service_name text not null,
  day date not null,
  -- HH:MM
  time text not null,
  until text not null,
  begins_at timestamptz not null,
  -- of the slots; null once the day is over or the place was given back
  hold_id text,
  code text not null,
  state text not null,
  -- in the queue of the line on this day
  number int,
  window_no text,
  called_by text,
  cancelled_for text,
  created_at timestamptz not null,
  unique (line_id, day, code)
);
-- one live appointment per person, service and day
create unique index halls_bookings_live on halls_bookings (citizen_id, service_id, day)
  where state in ('booked', 'waiting', 'called', 'skipped');
create index halls_bookings_citizen on halls_bookings (citizen_id, begins_at);
create index halls_bookings_queue on halls_bookings (line_id, day, number);
create index halls_bookings_day on halls_bookings (day);

-- the last number a window has given out on a day
create table halls_queues (
  line_id text not null,
  day date not null,
  last_number int not null,
  primary key (line_id, day)
);
