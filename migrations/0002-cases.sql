-- migrate:up
create table requesters (
  id uuid primary key,
  kind text not null check (kind in ('PERSON', 'ENTERPRISE', 'ANONYMOUS')),
  name_cipher bytea,
  phone_cipher bytea,
  name_index bytea,
  phone_index bytea,
  phone_last4_index bytea,
  masked_name text not null,
  masked_phone text,
  created_at timestamptz not null,
  constraint anonymous_has_no_identity check (kind <> 'ANONYMOUS' or (name_cipher is null and phone_cipher is null))
);
create index requesters_phone on requesters (phone_index) where phone_index is not null;
create index requesters_phone_last4 on requesters (phone_last4_index) where phone_last4_index is not null;
create index requesters_name on requesters (name_index) where name_index is not null;

create sequence case_sequence;

create table cases (
  id uuid primary key,
  number text not null unique check (number ~ '^LC[0-9]{12}[0-9X]$'),
  check_code_hash bytea not null,
  idempotency_key text not null unique,
  type text not null check (type in ('CONSULT', 'HELP', 'COMPLAINT', 'REPORT', 'SUGGESTION', 'PRAISE')),
  channel text not null check (channel in ('PHONE', 'WEB_FORM', 'MINI_PROGRAM', 'VENT_WINDOW', 'STUCK_WINDOW', 'SUGGESTION_BOX', 'UPPER_PLATFORM', 'MEDIA_QA')),
  category_code text references categories,
  area_code text references areas,
  place text not null default '',
  title text not null,
  original_text text not null check (original_text <> ''),
  summary text not null default '',
  requester_id uuid not null references requesters,
  secrecy text not null default 'NORMAL' check (secrecy in ('NORMAL', 'CONTACT_HIDDEN', 'STRICT')),
  urgency smallint not null default 2 check (urgency between 2 and 4),
  status text not null check (status in ('RECEIVED', 'QUALITY_CHECK', 'DISPATCHING', 'CONSULTING', 'DISPATCHED', 'IN_PROGRESS', 'REPLIED', 'FOLLOW_UP',
    'RETURN_REQUESTED', 'PAUSED', 'REWORK', 'HARD_LEDGER', 'RECTIFYING',
    'CLOSED', 'ARCHIVED', 'ANSWERED', 'EMERGENCY_TRANSFERRED', 'REDIRECTED', 'MERGED', 'WITHDRAWN', 'VOID')),
  phase text not null check (phase in ('RECEIVE', 'DISPATCH', 'HANDLE', 'SUPERVISE', 'APPRAISE', 'USE')),
  disposition text check (disposition in ('ACCEPT', 'ANSWER_NOW', 'EMERGENCY', 'STATUTORY_CHANNEL', 'SECRET', 'UNLAWFUL', 'BEYOND_DUTY', 'DUPLICATE_NO_NEW_FACT')),
  close_type text check (close_type in ('SOLVED', 'PARTLY_SOLVED', 'EXPLAINED', 'STAGED', 'TERMINATED', 'TRANSFERRED', 'MERGED', 'WITHDRAWN', 'VOID')),
  reasonableness text check (reasonableness in ('REASONABLE', 'REASONABLE_NOT_FEASIBLE_NOW', 'BEYOND_DUTY', 'NO_LEGAL_BASIS', 'MALICIOUS')),
  legal_basis text,
  duplicate_of uuid references cases,
  lead_unit_id uuid references units,
  first_receiver_user_id uuid references users,
  first_receiver_unit_id uuid references units,
  reply_text text,
  public_reply text,
  replied_at timestamptz,
  rework_count smallint not null default 0 check (rework_count between 0 and 2),
  urge_count integer not null default 0,
  last_urged_at timestamptz,
  rating smallint check (rating between 1 and 5),
  solved text check (solved in ('YES', 'PARTLY', 'NO')),
  due_at timestamptz,
  yellow_at timestamptz,
  red_at timestamptz,
  provisional boolean not null default false,
  received_at timestamptz not null,
  closed_at timestamptz,
  engine_id smallint references engines,
  instance_key bigint,
  version integer not null default 1,
  search_bigrams text[] not null default '{}',
  constraint duplicates_name_another_case check (duplicate_of <> id),
  constraint ended_cases_have_an_end check ((closed_at is not null) = (status in ('CLOSED', 'ARCHIVED', 'ANSWERED', 'EMERGENCY_TRANSFERRED', 'REDIRECTED', 'MERGED', 'WITHDRAWN', 'VOID')))
);
create index cases_received on cases (received_at desc, id desc);
create index cases_due on cases (due_at, id) where closed_at is null;
create index cases_status on cases (status, received_at desc, id desc);
create index cases_lead_unit on cases (lead_unit_id, received_at desc, id desc);
create index cases_first_receiver on cases (first_receiver_user_id, received_at desc, id desc);
create index cases_requester on cases (requester_id, received_at desc);
create index cases_category_area on cases (category_code, area_code, received_at desc);
create index cases_bigrams on cases using gin (search_bigrams);
create unique index cases_instance on cases (engine_id, instance_key) where instance_key is not null;

create table assignments (
  id uuid primary key,
  case_id uuid not null references cases,
  unit_id uuid not null references units,
  kind text not null check (kind in ('LEAD', 'CO')),
  status text not null check (status in ('PENDING_SIGN', 'SIGNED', 'CONTACTED', 'WORKING', 'SUBMITTED', 'ACCEPTED', 'RETURNED', 'EXITED')),
  mode text not null check (mode in ('DIRECT', 'MANUAL')),
  legal_basis text not null default '',
  assigned_at timestamptz not null,
  signed_at timestamptz,
  signed_by uuid references users,
  first_contact_at timestamptz,
  first_contact_by uuid references users,
  submitted_at timestamptz
);
create index assignments_of_case on assignments (case_id, assigned_at);
create index assignments_of_unit on assignments (unit_id, case_id);
create unique index one_live_lead_per_case on assignments (case_id) where kind = 'LEAD' and status not in ('RETURNED', 'EXITED');

create table first_contacts (
  id uuid primary key,
  case_id uuid not null references cases,
  assignment_id uuid not null references assignments,
  way text not null check (way in ('PHONE', 'VISIT', 'SMS', 'ONLINE')),
  outcome text not null check (outcome in ('REACHED', 'NOT_REACHED')),
  proof text not null check (proof <> ''),
  note text not null default '',
  contacted_at timestamptz not null,
  contacted_by uuid not null references users
);
create index first_contacts_of_case on first_contacts (case_id, contacted_at);

create table clocks (
  id uuid primary key,
  case_id uuid not null references cases,
  assignment_id uuid references assignments,
  kind text not null check (kind in ('ACCEPT', 'ANSWER', 'HANDOVER', 'DISPATCH', 'SIGN', 'FIRST_CONTACT', 'REPLY', 'HANDLE', 'REWORK', 'APPROVAL', 'CLOSE_REVIEW',
    'FOLLOW_UP', 'EXPLAIN_CLOSE', 'WITHDRAWAL_CHECK', 'VOID_APPROVAL', 'INSTRUCTION')),
  round smallint not null default 1,
  span text not null check (span ~ '^[0-9]+(m|h|wh|wd)$'),
  office_class text not null,
  started_at timestamptz not null,
  due_at timestamptz not null,
  yellow_at timestamptz not null,
  provisional boolean not null default false,
  state text not null check (state in ('RUNNING', 'MET', 'STOPPED')),
  stopped_at timestamptz,
  constraint stopped_clocks_have_an_end check ((state = 'RUNNING') = (stopped_at is null)),
  constraint dues_follow_starts check (due_at >= started_at and yellow_at >= started_at and yellow_at <= due_at)
);
create unique index one_running_clock_of_a_kind on clocks (case_id, kind, coalesce(assignment_id, '00000000-0000-0000-0000-000000000000'::uuid)) where state = 'RUNNING';
create index clocks_of_case on clocks (case_id, started_at);

-- Spans the deadline decision gave this case; which version and rules gave them is in decision_evaluations.
create table clock_spans (
  case_id uuid not null references cases,
  kind text not null,
  span text not null check (span ~ '^[0-9]+(m|h|wh|wd)$'),
  primary key (case_id, kind)
);

create table tasks (
  id uuid primary key,
  case_id uuid not null references cases,
  assignment_id uuid references assignments,
  engine_id smallint not null references engines,
  job_key bigint not null,
  instance_key bigint not null,
  element_instance_key bigint not null,
  process_id text not null,
  process_version integer not null,
  element_id text not null,
  kind text not null,
  name text not null,
  form_id text,
  form_version integer,
  status text,
  phase text,
  clock_kind text,
  clock_span text,
  office_class text,
  state text not null check (state in ('OPEN', 'CLAIMED', 'COMPLETING', 'COMPLETED', 'CANCELED', 'REFUSED')),
  holder_id uuid references users,
  claimed_at timestamptz,
  draft jsonb,
  draft_saved_at timestamptz,
  result jsonb,
  completed_by uuid references users,
  created_at timestamptz not null,
  ended_at timestamptz,
  -- Infinity where the model gives no limit, so that lists have one order.
  due_at timestamptz not null default 'infinity',
  yellow_at timestamptz,
  -- Copied from the case for lists, which read one table.
  unit_id uuid references units,
  urgency smallint not null,
  category_code text,
  area_code text,
  case_number text not null,
  case_title text not null,
  version integer not null default 1,
  unique (engine_id, job_key),
  constraint open_tasks_have_no_holder check (state <> 'OPEN' or holder_id is null),
  constraint claimed_tasks_have_a_holder check (state not in ('CLAIMED', 'COMPLETING') or holder_id is not null),
  constraint ended_tasks_have_an_end check ((ended_at is not null) = (state in ('COMPLETED', 'CANCELED', 'REFUSED')))
);
create index tasks_of_case on tasks (case_id, created_at);
create index tasks_of_holder on tasks (holder_id, due_at, id) where state in ('CLAIMED', 'COMPLETING');
create index tasks_open_by_due on tasks (due_at, id) where state in ('OPEN', 'CLAIMED', 'COMPLETING');
create index tasks_open_by_unit on tasks (unit_id, due_at, id) where state in ('OPEN', 'CLAIMED', 'COMPLETING');

-- Rows exist only while the task is on lists (OPEN, CLAIMED, COMPLETING).
create table task_candidates (
  task_id uuid not null references tasks,
  group_name text not null,
  due_at timestamptz not null default 'infinity',
  primary key (task_id, group_name)
);
create index task_candidates_by_due on task_candidates (group_name, due_at, task_id);

-- Separation of duties: nobody holds two different duties of one case (domain.md section 5).
create table case_duties (
  case_id uuid not null references cases,
  user_id uuid not null references users,
  duty text not null check (duty in ('HANDLING', 'CLOSE_REVIEW', 'FOLLOW_UP')),
  primary key (case_id, user_id, duty),
  constraint one_duty_per_person_and_case exclude using gist (case_id with =, user_id with =, duty with <>)
);

create table withdrawals (
  id uuid primary key,
  case_id uuid not null references cases,
  reason text not null,
  requested_by uuid references users,
  requested_at timestamptz not null,
  state text not null check (state in ('PENDING', 'ACCEPTED', 'CONTINUED')),
  decided_by uuid references users,
  decided_at timestamptz
);
-- An accepted one ends the case as soon as the engine has heard of it; none follows it.
create unique index one_live_withdrawal on withdrawals (case_id) where state in ('PENDING', 'ACCEPTED');

create table voids (
  id uuid primary key,
  case_id uuid not null references cases,
  reason text not null,
  requested_by uuid not null references users,
  requested_at timestamptz not null,
  state text not null check (state in ('PENDING', 'APPROVED', 'REFUSED')),
  decided_by uuid references users,
  decided_at timestamptz,
  constraint two_persons_void_a_case check (decided_by is null or decided_by <> requested_by)
);
create unique index one_live_void on voids (case_id) where state in ('PENDING', 'APPROVED');

create table explained_closes (
  case_id uuid not null references cases,
  round smallint not null,
  first_by uuid references users,
  first_agreed boolean,
  second_by uuid references users,
  second_agreed boolean,
  primary key (case_id, round),
  constraint two_persons_explain_a_close check (second_by is null or second_by <> first_by)
);

create table urges (
  id uuid primary key,
  case_id uuid not null references cases,
  by_user uuid references users,
  note text not null default '',
  at timestamptz not null
);
create index urges_of_case on urges (case_id, at);

create table supplements (
  id uuid primary key,
  case_id uuid not null references cases,
  by_user uuid references users,
  text text not null check (text <> ''),
  at timestamptz not null
);
create index supplements_of_case on supplements (case_id, at);

create table instructions (
  id uuid primary key,
  case_id uuid not null references cases,
  text text not null check (text <> ''),
  by_user uuid not null references users,
  at timestamptz not null,
  state text not null check (state in ('PENDING', 'FOLLOWED')),
  answer text,
  answered_by uuid references users,
  answered_at timestamptz
);

create table follow_ups (
  id uuid primary key,
  case_id uuid not null references cases,
  round smallint not null,
  reached boolean not null,
  attempts smallint not null check (attempts between 1 and 3),
  contact_confirmed boolean,
  solved text check (solved in ('YES', 'PARTLY', 'NO')),
  rating smallint check (rating between 1 and 5),
  opinion text not null default '',
  by_user uuid not null references users,
  at timestamptz not null,
  unique (case_id, round)
);

create table attachments (
  id uuid primary key,
  case_id uuid references cases,
  name text not null,
  media_type text not null,
  size_bytes bigint not null check (size_bytes > 0),
  sha256 bytea not null,
  stored_as text not null unique,
  uploaded_by uuid references users,
  uploaded_at timestamptz not null
);
create index attachments_of_case on attachments (case_id);

-- What the city told a citizen, through which provider; sent by the relay, never inside a transaction.
create table citizen_messages (
  id uuid primary key,
  case_id uuid not null references cases,
  kind text not null check (kind in ('RECEIPT', 'REPLY', 'PROGRESS', 'CLOSED')),
  text text not null,
  channel text not null check (channel in ('SMS', 'PAGE')),
  created_at timestamptz not null,
  sent_at timestamptz
);
create index citizen_messages_of_case on citizen_messages (case_id, created_at);

create table notifications (
  id uuid primary key,
  user_id uuid not null references users,
  case_id uuid references cases,
  kind text not null,
  details jsonb not null default '{}',
  created_at timestamptz not null,
  read_at timestamptz
);
create index notifications_of_user on notifications (user_id, created_at desc, id desc);

create table access_reads (
  id bigint generated always as identity primary key,
  user_id uuid not null references users,
  case_id uuid references cases,
  what text not null,
  reason text not null default '',
  at timestamptz not null
);
create index access_reads_of_case on access_reads (case_id, at);

create table progress_attempts (
  key text not null,
  at timestamptz not null
);
create index progress_attempts_of_key on progress_attempts (key, at);

create table saved_views (
  id uuid primary key,
  user_id uuid not null references users,
  page text not null,
  name text not null,
  filter jsonb not null,
  unique (user_id, page, name)
);

-- migrate:down
