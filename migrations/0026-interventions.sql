-- migrate:up
-- 干预: what an operator does to a running instance by hand, proposed by one person and decided by another.
create sequence intervention_sequence;
create table interventions (
  id uuid primary key,
  number text not null unique check (number ~ '^G-[0-9]{4}-[0-9]{4,}$'),
  kind text not null check (kind in ('SET_VARIABLES', 'MOVE_TOKEN', 'CANCEL_INSTANCE')),
  engine_id smallint not null references engines,
  instance_key bigint not null,
  process_id text not null,
  case_id uuid references cases,
  what jsonb not null,
  reason text not null check (reason <> ''),
  state text not null default 'PROPOSED' check (state in ('PROPOSED', 'APPROVED', 'REJECTED', 'DONE', 'REFUSED', 'FAILED')),
  proposed_by uuid not null references users,
  proposed_at timestamptz not null,
  decided_by uuid references users,
  decided_at timestamptz,
  decision_note text not null default '',
  -- Row of the outbox that tells the engine; rows that are done are swept.
  command_id bigint,
  ended_at timestamptz,
  -- REFUSED: a code; FAILED: the engine's words.
  failure text,
  constraint interventions_take_two_persons check (decided_by <> proposed_by),
  constraint interventions_are_decided_by_somebody check ((decided_by is null) = (state = 'PROPOSED')),
  constraint intervention_decisions_have_a_time check ((decided_by is null) = (decided_at is null)),
  constraint approved_interventions_have_a_command check (state not in ('APPROVED', 'DONE', 'FAILED') or command_id is not null)
);
-- Two at once would each be decided on what the other changes.
create unique index one_intervention_at_a_time on interventions (engine_id, instance_key) where state in ('PROPOSED', 'APPROVED', 'FAILED');
create index interventions_newest on interventions (proposed_at desc, id desc);

-- What stands where, and since when, without reading what has been left.
alter table route_steps add column process_id text;
update route_steps s
set process_id = i.process_id
from process_instances i
where s.state = 'ACTIVE' and i.engine_id = s.engine_id and i.instance_key = s.instance_key;
create index route_steps_standing on route_steps (engine_id, process_id, element_id, entered_at, element_instance_key) where state = 'ACTIVE';

-- migrate:down
