-- migrate:up
-- Whom a recalculation concerns, gathered lane by lane while it goes and told at its end: a few cases one by one, many in
-- one line. `notices` holds the first few only.
create table recalculation_people (
  change_id uuid not null,
  lane smallint not null,
  user_id uuid not null references users,
  cases integer not null check (cases > 0),
  notices jsonb not null check (jsonb_typeof(notices) = 'array'),
  primary key (change_id, lane, user_id),
  foreign key (change_id, lane) references recalculation_lanes on delete cascade
);

-- migrate:down
