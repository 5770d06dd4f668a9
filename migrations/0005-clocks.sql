-- migrate:up
-- Clocks that can be paused, extended and recalculated, with an alarm in the engine (design.md section 4).
alter table clocks
  drop constraint clocks_kind_check,
  drop constraint clocks_state_check,
  drop constraint stopped_clocks_have_an_end,
  -- What it limits beside the case: a supervision order, an extension, an instruction.
  add column subject_id uuid,
  add column original_due_at timestamptz,
  add column extensions text[] not null default '{}',
  add column remind_at timestamptz,
  -- How far the alarm has got. Screens compare due_at and yellow_at with now and never read these.
  add column light text not null default 'GREEN' check (light in ('GREEN', 'YELLOW', 'RED')),
  add column reminded boolean not null default false,
  add column overdue_days integer not null default 0 check (overdue_days >= 0),
  add column spread_ms integer not null default 0 check (spread_ms between 0 and 600000),
  -- When the alarm in the engine rings, spread included; null once the clock has ended.
  add column next_tick_at timestamptz;
update clocks set original_due_at = due_at, remind_at = yellow_at;
update clocks set next_tick_at = yellow_at where state = 'RUNNING';
alter table clocks
  alter column original_due_at set not null,
  alter column remind_at set not null,
  add constraint clocks_kind_check check (kind in ('ACCEPT', 'ANSWER', 'HANDOVER', 'DISPATCH', 'SIGN', 'FIRST_CONTACT', 'REPLY', 'HANDLE', 'REWORK', 'APPROVAL',
    'CLOSE_REVIEW', 'FOLLOW_UP', 'EXPLAIN_CLOSE', 'WITHDRAWAL_CHECK', 'VOID_APPROVAL', 'INSTRUCTION', 'SUPERVISION_ANSWER', 'RETURN_RULING', 'CO_HANDLE',
    'EXTENSION_REVIEW')),
  add constraint clocks_state_check check (state in ('RUNNING', 'PAUSED', 'MET', 'STOPPED')),
  add constraint ended_clocks_have_an_end check ((state in ('RUNNING', 'PAUSED')) = (stopped_at is null)),
  add constraint live_clocks_have_an_alarm check ((state in ('RUNNING', 'PAUSED')) = (next_tick_at is not null)),
  add constraint reminders_lie_between check (remind_at >= yellow_at and remind_at <= due_at);
drop index one_running_clock_of_a_kind;
create unique index one_live_clock_of_a_kind on clocks (case_id, kind, coalesce(assignment_id, '00000000-0000-0000-0000-000000000000'::uuid),
  coalesce(subject_id, '00000000-0000-0000-0000-000000000000'::uuid)) where state in ('RUNNING', 'PAUSED');
create index clocks_live_by_due on clocks (due_at, id) where state in ('RUNNING', 'PAUSED');
create index clocks_by_next_tick on clocks (next_tick_at) where next_tick_at is not null;
create index clocks_provisional on clocks (id) where provisional and state in ('RUNNING', 'PAUSED');

-- Only for what the law knows (domain.md section 2.6 point 5), with proof, and an end that was named beforehand.
create table clock_pauses (
  id uuid primary key,
  clock_id uuid not null references clocks,
  reason text not null check (reason in ('CITIZEN_EVIDENCE', 'STATUTORY_STEP', 'EXTENSION_REVIEW', 'FORCE_MAJEURE')),
  proof text not null check (proof <> ''),
  ends_when text not null check (ends_when <> ''),
  until timestamptz,
  paused_at timestamptz not null,
  paused_by uuid not null references users,
  resumed_at timestamptz,
  resumed_by uuid references users,
  constraint pauses_end_after_they_began check (resumed_at is null or resumed_at >= paused_at),
  constraint pauses_are_meant_to_end_later check (until is null or until > paused_at),
  constraint pauses_of_a_clock_do_not_overlap exclude using gist (clock_id with =, tstzrange(paused_at, resumed_at) with &&)
);
create index clock_pauses_of_clock on clock_pauses (clock_id, paused_at);

-- 延期: asked for by the handling unit, granted by its leader and the hotline (a second one by a supervisor).
create table extensions (
  id uuid primary key,
  case_id uuid not null references cases,
  clock_id uuid not null references clocks,
  extension_no smallint not null check (extension_no > 0),
  span text not null check (span ~ '^[0-9]+(m|h|wh|wd)$'),
  reason text not null check (reason <> ''),
  requested_by uuid not null references users,
  requested_at timestamptz not null,
  state text not null check (state in ('PENDING', 'GRANTED', 'REFUSED', 'DROPPED')),
  unit_decided_by uuid references users,
  decided_by uuid references users,
  decided_at timestamptz,
  comment text not null default '',
  old_due_at timestamptz,
  new_due_at timestamptz,
  constraint nobody_grants_what_they_asked check (unit_decided_by <> requested_by and decided_by <> requested_by),
  constraint two_persons_grant_an_extension check (state <> 'GRANTED' or (unit_decided_by is not null and decided_by is not null and unit_decided_by <> decided_by)),
  constraint decided_extensions_have_a_moment check ((state = 'PENDING') = (decided_at is null))
);
create unique index one_pending_extension on extensions (case_id) where state = 'PENDING';
create unique index extensions_are_numbered on extensions (clock_id, extension_no) where state = 'GRANTED';
create index extensions_of_case on extensions (case_id, requested_at);

alter table cases add column paused_at timestamptz;
alter table tasks add column clock_id uuid references clocks, add column subject_id uuid, add column paused_at timestamptz;
create index tasks_of_clock on tasks (clock_id) where clock_id is not null and state in ('OPEN', 'CLAIMED', 'COMPLETING');

-- migrate:down
