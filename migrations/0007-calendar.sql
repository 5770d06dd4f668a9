-- migrate:up
-- Changes of the calendar: previewed against every open deadline, confirmed by a person, then carried to the clocks.
-- Whose notice named the day: a notice may hold days of the December before its year (2019's begins on 2018-12-29).
alter table calendar_days add column notice_year smallint;
update calendar_days set notice_year = extract(year from date) where source = 'NATIONAL';
alter table calendar_days add constraint national_days_come_from_a_notice check ((source = 'NATIONAL') = (notice_year is not null));
create index calendar_days_of_notice on calendar_days (notice_year) where notice_year is not null;

create table calendar_changes (
  id uuid primary key,
  kind text not null check (kind in ('YEAR', 'CITY_DAYS', 'OFFICE_HOURS')),
  -- The year it is about; of office hours, the year it was made in.
  year smallint not null check (year between 2004 and 2099),
  -- What the calendar will hold, and what it held: days, papers, hours.
  proposal jsonb not null,
  previous jsonb not null,
  warnings jsonb not null default '[]',
  -- Only clocks of these classes that touch this stretch of time can be moved by it.
  affects_classes text[] not null,
  affects_from timestamptz not null,
  affects_to timestamptz not null,
  state text not null check (state in ('PREVIEW', 'APPLYING', 'DONE', 'DROPPED')),
  open_deadlines integer not null default 0,
  moving integer not null default 0,
  becoming_certain integer not null default 0,
  previewed_by uuid not null references users,
  previewed_at timestamptz not null,
  decided_by uuid references users,
  decided_at timestamptz,
  -- Clocks may still be set by the old calendar in transactions that are older than this one.
  confirmed_in xid8,
  -- The recalculation goes through the cases in the order of their ids, twice: what started meanwhile is found the second time.
  round smallint not null default 1 check (round between 1 and 2),
  last_case_id uuid,
  moved integer not null default 0,
  moved_cases integer not null default 0,
  done_at timestamptz,
  constraint windows_are_not_empty check (affects_to > affects_from),
  constraint decided_changes_have_a_person check ((state = 'PREVIEW') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  constraint done_changes_have_an_end check ((state = 'DONE') = (done_at is not null))
);
create unique index one_calendar_change_under_way on calendar_changes ((true)) where state in ('PREVIEW', 'APPLYING');
create index calendar_changes_newest on calendar_changes (previewed_at desc, id desc);

-- What a preview found; kept until the next one.
create table calendar_moves (
  change_id uuid not null references calendar_changes on delete cascade,
  clock_id uuid not null,
  case_number text not null,
  clock_kind text not null,
  old_due_at timestamptz not null,
  new_due_at timestamptz not null,
  provisional boolean not null,
  primary key (change_id, clock_id)
);
create index calendar_moves_by_due on calendar_moves (change_id, old_due_at, clock_id);

-- The same promises as before with one statement for each event instead of three: a calendar adds a hundred thousand at once.
create or replace function chain_event() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update event_heads set seq = new.seq, hash = new.hash where stream = new.stream and seq = new.seq - 1 and hash = new.previous_hash;
  if found then
    return new;
  end if;
  if new.seq = 1 and new.previous_hash = decode(repeat('00', 32), 'hex') then
    insert into event_heads (stream, seq, hash) values (new.stream, 1, new.hash) on conflict (stream) do nothing;
    if found then
      return new;
    end if;
  end if;
  raise exception 'event % of stream % does not follow its predecessor', new.seq, new.stream using errcode = 'serialization_failure';
end $$;

create or replace function lock_event_stream(wanted text, out seq integer, out hash bytea) language plpgsql security definer set search_path = public as $$
begin
  select h.seq, h.hash into lock_event_stream.seq, lock_event_stream.hash from event_heads h where h.stream = wanted for update;
  if not found then
    insert into event_heads (stream, seq, hash) values (wanted, 0, decode(repeat('00', 32), 'hex')) on conflict (stream) do nothing;
    select h.seq, h.hash into lock_event_stream.seq, lock_event_stream.hash from event_heads h where h.stream = wanted for update;
  end if;
end $$;

-- migrate:down
