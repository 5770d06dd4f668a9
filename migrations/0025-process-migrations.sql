-- migrate:up
-- 迁移: running instances go over to another version of their process, in place or re-seated (cancelled and started at the same elements).

-- One move of one instance, as the relay does it. Its id is the re-seated instance's variable `reseatId`.
create table instance_moves (
  id uuid primary key,
  engine_id smallint not null references engines,
  instance_key bigint not null,
  process_id text not null,
  case_id uuid references cases,
  way text not null check (way in ('IN_PLACE', 'RESEAT')),
  source_key bigint not null,
  target_key bigint not null,
  -- [{from, to}] of elements.
  mapping jsonb not null,
  asked_at timestamptz not null,
  -- Of a re-seat, written before the engine hears it: what a dead process had begun is gone on with, and never begun twice.
  cancel_sent_at timestamptz,
  create_sent_at timestamptz,
  -- Where it was started: [{from, to}]; tasks are adopted by it.
  seats jsonb,
  new_instance_key bigint,
  -- ENDED: it came to its end before. PUT_BACK: the target would not have it, so it goes on in its own version.
  outcome text check (outcome in ('MOVED', 'ENDED', 'REFUSED', 'PUT_BACK')),
  failure text,
  ended_at timestamptz,
  constraint moves_go_elsewhere check (source_key <> target_key),
  constraint seats_are_of_reseats check (way = 'RESEAT' or (cancel_sent_at is null and create_sent_at is null and new_instance_key is null)),
  constraint nothing_is_started_uncancelled check (create_sent_at is null or cancel_sent_at is not null),
  constraint ended_moves_have_an_outcome check ((outcome is null) = (ended_at is null)),
  constraint failed_moves_say_why check (outcome not in ('REFUSED', 'PUT_BACK') or failure is not null)
);
create unique index one_move_of_an_instance_at_a_time on instance_moves (engine_id, instance_key) where outcome is null;
create unique index one_instance_of_a_reseat on instance_moves (engine_id, new_instance_key) where new_instance_key is not null;
create index instance_moves_of_instance on instance_moves (engine_id, instance_key);

-- Every instance that the records show to be started for a re-seat; a second one of the same is cancelled and alarmed.
create table reseat_starts (
  engine_id smallint not null references engines,
  instance_key bigint not null,
  move_id uuid not null references instance_moves,
  settled_at timestamptz,
  primary key (engine_id, instance_key)
);
create index reseat_starts_unsettled on reseat_starts (engine_id) where settled_at is null;

create sequence process_migration_sequence;
create table process_migrations (
  id uuid primary key,
  number text not null unique check (number ~ '^V-[0-9]{4}-[0-9]{4,}$'),
  engine_id smallint not null references engines,
  process_id text not null,
  target_version integer not null,
  target_key bigint not null,
  -- [{from, to}], to null: nowhere. A person's word over the automatic mapping.
  corrections jsonb not null default '[]',
  note text not null default '',
  batch_size integer not null default 20 check (batch_size between 1 and 500),
  state text not null default 'PLANNED' check (state in ('PLANNED', 'APPROVED', 'RUNNING', 'PAUSED', 'DONE', 'REJECTED', 'WITHDRAWN')),
  planned_by uuid not null references users,
  planned_at timestamptz not null,
  -- Counts with each new plan: whoever approves approves what they saw.
  revision integer not null default 1,
  decided_by uuid references users,
  decided_at timestamptz,
  decision_note text,
  done_at timestamptz,
  constraint migrations_take_two_persons check (decided_by <> planned_by),
  constraint decisions_of_migrations_are_somebodys check ((decided_by is null) = (decided_at is null)),
  constraint nothing_is_moved_undecided check (state in ('PLANNED', 'WITHDRAWN') or decided_by is not null),
  constraint done_migrations_have_a_time check ((state = 'DONE') = (done_at is not null))
);
create unique index one_live_migration_of_a_process on process_migrations (engine_id, process_id) where state in ('PLANNED', 'APPROVED', 'RUNNING', 'PAUSED');
create index process_migrations_newest on process_migrations (planned_at desc, id desc);

create table process_migration_instances (
  migration_id uuid not null references process_migrations,
  engine_id smallint not null references engines,
  -- As it was when it was planned; `current_key` once it was re-seated.
  instance_key bigint not null,
  current_key bigint not null,
  case_id uuid references cases,
  source_version integer not null,
  source_key bigint not null,
  way text not null check (way in ('IN_PLACE', 'RESEAT', 'IMPOSSIBLE')),
  reasons jsonb not null,
  -- [{from, to}]; to null: nowhere.
  places jsonb not null,
  state text not null check (state in ('WAITING', 'SENT', 'MOVED', 'ENDED', 'FAILED', 'IMPOSSIBLE')),
  -- Stable words for clients (wayChanged, engineRefused, putBack, lost), and what was said besides.
  failure text,
  failure_text text,
  batch integer,
  move_id uuid references instance_moves,
  attempts integer not null default 0,
  done_at timestamptz,
  primary key (migration_id, instance_key),
  constraint sent_instances_have_a_move check (state <> 'SENT' or move_id is not null),
  constraint failed_instances_say_why check ((state = 'FAILED') = (failure is not null))
);
create index process_migration_instances_waiting on process_migration_instances (migration_id, instance_key) where state in ('WAITING', 'SENT');
create index process_migration_instances_of_case on process_migration_instances (case_id) where case_id is not null;

-- Two persons, whoever changes the row later.
create function keep_migration_planner() returns trigger language plpgsql as $$
begin
  if (new.process_id, new.target_key, new.planned_by) is distinct from (old.process_id, old.target_key, old.planned_by) then
    raise exception 'a migration stays what it was planned as, and by whom' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger migrations_keep_their_planner before update on process_migrations for each row execute function keep_migration_planner();

-- migrate:down
