-- migrate:up
-- Commands for the engine, written in the transaction of the rows they follow from.
create table outbox (
  id bigint generated always as identity primary key,
  lane text not null,
  kind text not null check (kind in ('PUBLISH_MESSAGE', 'COMPLETE_JOB', 'CANCEL_INSTANCE', 'SET_VARIABLES')),
  engine_id smallint not null references engines,
  command jsonb not null,
  case_id uuid references cases,
  task_id uuid references tasks,
  created_at timestamptz not null default clock_timestamp(),
  state text not null default 'PENDING' check (state in ('PENDING', 'DONE', 'POISONED')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default clock_timestamp(),
  first_sent_at timestamptz,
  leased_until timestamptz,
  leased_by uuid,
  last_error text,
  outcome text,
  done_at timestamptz
);
create index outbox_waiting on outbox (lane, id) where state in ('PENDING', 'POISONED');
create index outbox_due on outbox (next_attempt_at, id) where state = 'PENDING';
create index outbox_done on outbox (done_at) where state = 'DONE';

create table process_instances (
  engine_id smallint not null references engines,
  instance_key bigint not null,
  process_id text not null,
  process_version integer not null,
  definition_key bigint not null,
  parent_instance_key bigint,
  case_id uuid references cases,
  state text not null default 'ACTIVE' check (state in ('ACTIVE', 'COMPLETED', 'TERMINATED')),
  started_at timestamptz,
  ended_at timestamptz,
  primary key (engine_id, instance_key)
);
create index process_instances_of_case on process_instances (case_id);

create table engine_records (
  engine_id smallint not null,
  partition_id integer not null,
  position bigint not null,
  at timestamptz not null,
  value_type text not null,
  intent text not null,
  key bigint not null,
  source_position bigint,
  process_instance_key bigint,
  element_id text,
  element_instance_key bigint,
  value jsonb not null,
  primary key (engine_id, partition_id, position, at)
) partition by range (at);
create index engine_records_of_instance on engine_records (engine_id, process_instance_key, position);
-- The relay asks after a message whose publication went unanswered past its time to live.
create index engine_records_messages on engine_records ((value ->> 'messageId')) where value_type = 'MESSAGE';
create index engine_records_of_key on engine_records (engine_id, key, value_type, intent);

-- Positions are stored in order within a partition: everything up to `position` is in, whatever is sent again.
create table record_positions (
  engine_id smallint not null references engines,
  partition_id integer not null,
  position bigint not null,
  stored_at timestamptz not null,
  record_at timestamptz not null,
  primary key (engine_id, partition_id)
);

create table parked_records (
  engine_id smallint not null,
  partition_id integer,
  position bigint,
  line text not null,
  error text not null,
  parked_at timestamptz not null default clock_timestamp(),
  resolved_at timestamptz
);
create unique index parked_records_once on parked_records (engine_id, partition_id, position);

-- The application may add a month of records but owns none.
create function ensure_record_month(wanted timestamptz) returns void language plpgsql security definer set search_path = public as $$
declare
  month timestamptz := date_trunc('month', wanted, 'UTC');
  name text := 'engine_records_' || to_char(month at time zone 'UTC', 'YYYY_MM');
begin
  if to_regclass(name) is null then
    perform pg_advisory_xact_lock(hashtext('engine_records'));
    execute format('create table if not exists %I partition of engine_records for values from (%L) to (%L)', name, month, month + interval '1 month');
    execute format('grant select, insert on %I to yousu_app', name);
  end if;
end $$;
revoke update, delete on engine_records from yousu_app;

-- The way an instance went, as numbered passes; filled by the intake from PROCESS_INSTANCE records.
create table route_steps (
  engine_id smallint not null,
  instance_key bigint not null,
  element_instance_key bigint not null,
  element_id text not null,
  element_type text not null,
  pass integer not null,
  entered_at timestamptz not null,
  left_at timestamptz,
  state text not null check (state in ('ACTIVE', 'COMPLETED', 'TERMINATED')),
  primary key (engine_id, element_instance_key)
);
create index route_steps_of_instance on route_steps (engine_id, instance_key, element_id, pass);

create table route_flows (
  engine_id smallint not null,
  instance_key bigint not null,
  position bigint not null,
  partition_id integer not null,
  flow_id text not null,
  taken_at timestamptz not null,
  primary key (engine_id, partition_id, position)
);
create index route_flows_of_instance on route_flows (engine_id, instance_key, position);

-- What the records say of a job's end; the relay asks here when the engine answers that a job is gone.
create table job_ends (
  engine_id smallint not null,
  job_key bigint not null,
  ending text not null check (ending in ('COMPLETED', 'CANCELED', 'ERROR_THROWN')),
  at timestamptz not null,
  primary key (engine_id, job_key)
);

create table incidents (
  engine_id smallint not null,
  incident_key bigint not null,
  instance_key bigint not null,
  case_id uuid references cases,
  process_id text not null,
  element_id text not null,
  element_instance_key bigint not null,
  job_key bigint,
  error_type text not null,
  message text not null,
  created_at timestamptz not null,
  resolved_at timestamptz,
  primary key (engine_id, incident_key)
);
create index incidents_open on incidents (created_at) where resolved_at is null;

create table decision_evaluations (
  engine_id smallint not null,
  partition_id integer not null,
  position bigint not null,
  case_id uuid references cases,
  instance_key bigint,
  element_id text,
  decision_id text not null,
  decision_version integer,
  decision_key bigint not null,
  matched_rules jsonb not null,
  inputs jsonb not null,
  output jsonb,
  failure text,
  at timestamptz not null,
  primary key (engine_id, partition_id, position)
);
create index decision_evaluations_of_case on decision_evaluations (case_id, at);

-- A resource (process, decision, form) as the engine holds it: from deploy answers and from the records.
create table deployed_resources (
  engine_id smallint not null references engines,
  key bigint not null,
  kind text not null check (kind in ('PROCESS', 'DECISION_REQUIREMENTS', 'DECISION', 'FORM')),
  resource_id text not null,
  version integer not null,
  resource_name text not null,
  sha256 text,
  content text,
  deployed_at timestamptz not null,
  deployed_by uuid references users,
  primary key (engine_id, key)
);
create index deployed_resources_latest on deployed_resources (engine_id, kind, resource_id, version desc);

-- A packaged file is deployed only if its content was never deployed before to this engine.
create table packaged_deployments (
  engine_id smallint not null references engines,
  path text not null,
  sha256 text not null,
  deployed_at timestamptz not null,
  primary key (engine_id, path, sha256)
);

-- migrate:down
