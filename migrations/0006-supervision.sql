-- migrate:up
-- 督办: orders of five levels, the calls they make, reminders, inspections, and alarms nobody may overlook (domain.md section 3.6).
alter table cases
  -- Highest level of a live order; null: none.
  add column supervision_level smallint check (supervision_level between 1 and 5),
  -- 0: a live order waits for a signature or an answer, so that the board begins with it.
  add column supervision_rank smallint not null default 1 check (supervision_rank in (0, 1));
create index cases_supervision_board on cases (supervision_rank, (coalesce(due_at, 'infinity')), id) where closed_at is null;
create index cases_supervised on cases (supervision_level) where supervision_level is not null;

create sequence supervision_sequence;

create table supervision_orders (
  id uuid primary key,
  number text not null unique check (number ~ '^DB[0-9]{6}[0-9]{4,6}[0-9X]$'),
  case_id uuid not null references cases,
  level smallint not null check (level between 1 and 5),
  requested_level smallint not null check (requested_level between 1 and 5),
  trigger text not null check (trigger in ('RED', 'URGES', 'UNANSWERED', 'REWORK', 'DISPUTE', 'LINKED', 'INSTRUCTION', 'RISK', 'MANUAL')),
  reason text not null default '',
  unit_id uuid references units,
  -- The supervisors' desk answers, because the unit has nobody who could.
  at_desk boolean not null,
  state text not null check (state in ('OPEN', 'SIGNED', 'ANSWERED', 'ACCEPTED', 'CLOSED', 'DROPPED')),
  opened_by uuid references users,
  opened_at timestamptz not null,
  engine_id smallint references engines,
  instance_key bigint,
  signed_by uuid references users,
  signed_at timestamptz,
  answer text,
  answered_by uuid references users,
  answered_at timestamptz,
  refusal text,
  accepted_by uuid references users,
  accepted_at timestamptz,
  minutes text,
  meeting_units text,
  measure text check (measure in ('LISTED', 'SUMMON_TALK')),
  new_due_on date,
  instruction text,
  committed_on date,
  misconduct text check (misconduct in ('RUDE', 'NOT_HANDLING', 'SHIRKING', 'LEAKING', 'RETALIATION')),
  closed_at timestamptz,
  -- For those who approve: never the proposer (the foreign key below carries the proposer along).
  constraint orders_with_their_opener unique (id, opened_by),
  constraint units_or_the_desk_answer check (unit_id is not null or at_desk),
  constraint discipline_rests_on_misconduct check ((level = 5) = (misconduct is not null)),
  constraint discipline_is_proposed_by_a_person check (level < 5 or opened_by is not null),
  constraint manual_orders_have_a_reason check (opened_by is null or reason <> ''),
  constraint signatures_have_a_moment check ((signed_by is null) = (signed_at is null)),
  constraint answers_have_a_moment check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null)),
  constraint accepted_orders_were_answered check (level = 5 or state not in ('ANSWERED', 'ACCEPTED') or answered_at is not null),
  constraint nobody_accepts_their_own_answer check (accepted_by <> answered_by),
  constraint accepted_orders_have_a_moment check (state <> 'ACCEPTED' or accepted_at is not null),
  constraint ended_orders_have_an_end check ((closed_at is null) = (state in ('OPEN', 'SIGNED', 'ANSWERED', 'ACCEPTED')))
);
create unique index one_live_order_of_a_level on supervision_orders (case_id, level) where state in ('OPEN', 'SIGNED', 'ANSWERED', 'ACCEPTED');
create index supervision_orders_of_case on supervision_orders (case_id, opened_at);
create index supervision_orders_of_unit on supervision_orders (unit_id, opened_at);

create table supervision_linked_cases (
  order_id uuid not null references supervision_orders,
  case_id uuid not null references cases,
  primary key (order_id, case_id)
);

-- 执纪问责: two persons approve, neither of them the proposer.
create table supervision_approvals (
  order_id uuid not null,
  step smallint not null check (step in (1, 2)),
  proposed_by uuid not null,
  by_user uuid not null references users,
  approved boolean not null,
  comment text not null default '',
  at timestamptz not null,
  primary key (order_id, step),
  constraint approvals_of_an_order foreign key (order_id, proposed_by) references supervision_orders (id, opened_by),
  constraint two_persons_approve_a_handover unique (order_id, by_user),
  constraint nobody_approves_what_they_proposed check (by_user <> proposed_by),
  constraint refusals_of_a_handover_say_why check (approved or comment <> '')
);

-- That sealed evidence was handed over; what follows is not ours.
create table supervision_handovers (
  order_id uuid primary key references supervision_orders,
  handed_over_at timestamptz not null,
  evidence jsonb not null,
  sha256 bytea not null check (length(sha256) = 32),
  events integer not null check (events > 0),
  last_event_hash bytea not null
);

create table duty_phones (
  unit_id uuid primary key references units,
  phone_cipher bytea not null,
  masked_phone text not null,
  updated_at timestamptz not null
);

-- 自动电话督办: three tries, ten minutes apart.
create table outbound_calls (
  id uuid primary key,
  case_id uuid not null references cases,
  order_id uuid references supervision_orders,
  unit_id uuid references units,
  at_desk boolean not null,
  provider text not null check (provider in ('DEMO', 'HTTP')),
  phone_cipher bytea not null,
  masked_phone text not null,
  urgency smallint not null,
  attempt smallint not null default 0 check (attempt between 0 and 3),
  state text not null check (state in ('QUEUED', 'CALLING', 'NO_ANSWER', 'ACKNOWLEDGED', 'FAILED', 'EXHAUSTED', 'DROPPED')),
  -- Of the last try, as the provider names it.
  provider_reference text,
  last_error text,
  created_at timestamptz not null,
  next_attempt_at timestamptz,
  acknowledged_at timestamptz,
  constraint waiting_calls_have_a_moment check ((state in ('QUEUED', 'CALLING', 'NO_ANSWER')) = (next_attempt_at is not null)),
  constraint acknowledged_calls_have_a_moment check ((state = 'ACKNOWLEDGED') = (acknowledged_at is not null))
);
create unique index one_waiting_call_of_a_case on outbound_calls (case_id) where state in ('QUEUED', 'CALLING', 'NO_ANSWER');
create index outbound_calls_due on outbound_calls (next_attempt_at) where state in ('QUEUED', 'CALLING', 'NO_ANSWER');
create index outbound_calls_newest on outbound_calls (created_at desc, id desc);
create index outbound_calls_of_case on outbound_calls (case_id, created_at);

create table outbound_call_lines (
  id bigint generated always as identity primary key,
  call_id uuid not null references outbound_calls,
  at timestamptz not null,
  attempt smallint not null,
  what text not null check (what in ('PLACED', 'ACKNOWLEDGED', 'ANSWERED', 'NO_ANSWER', 'BUSY', 'FAILED', 'PUT_OFF', 'EXHAUSTED', 'DROPPED'))
);
create index outbound_call_lines_of_call on outbound_call_lines (call_id, id);

-- 一键催办: nothing is sent before the window has passed.
create table reminder_batches (
  id uuid primary key,
  by_user uuid not null references users,
  note text not null,
  created_at timestamptz not null,
  release_at timestamptz not null,
  released_at timestamptz,
  undone_at timestamptz,
  constraint batches_are_sent_or_undone check (released_at is null or undone_at is null)
);
create index reminder_batches_waiting on reminder_batches (release_at) where released_at is null and undone_at is null;

create table reminders (
  batch_id uuid not null references reminder_batches,
  case_id uuid not null references cases,
  unit_id uuid not null references units,
  primary key (batch_id, case_id)
);
create index reminders_of_case on reminders (case_id);

-- 督查.
create table inspections (
  id uuid primary key,
  case_id uuid not null references cases,
  note text not null check (note <> ''),
  state text not null check (state in ('PENDING', 'DONE', 'DROPPED')),
  ordered_by uuid not null references users,
  ordered_at timestamptz not null,
  findings text,
  done_by uuid references users,
  done_at timestamptz,
  constraint done_inspections_found_something check ((state = 'DONE') = (findings is not null and done_by is not null and done_at is not null))
);
create index inspections_of_case on inspections (case_id, ordered_at);

-- What the platform could not do by itself: never a line in a log only.
create table ops_alarms (
  id uuid primary key,
  kind text not null,
  -- What it is about; the same again is counted, not repeated.
  subject text not null,
  case_id uuid references cases,
  details jsonb not null default '{}',
  times integer not null default 1,
  raised_at timestamptz not null,
  resolved_at timestamptz,
  resolved_by uuid references users
);
create unique index one_standing_alarm on ops_alarms (kind, subject) where resolved_at is null;

alter table instructions add column order_id uuid references supervision_orders;

-- migrate:down
