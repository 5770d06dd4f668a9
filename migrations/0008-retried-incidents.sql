-- migrate:up
-- Retrying an incident moves a case: it goes through the outbox like every other command.
alter table outbox drop constraint outbox_kind_check;
alter table outbox add constraint outbox_kind_check
  check (kind in ('PUBLISH_MESSAGE', 'COMPLETE_JOB', 'CANCEL_INSTANCE', 'SET_VARIABLES', 'RESOLVE_INCIDENT'));

-- Row of the outbox that retries it (rows that are done are swept); one key of the engine is resolved once.
alter table incidents add column retry_command_id bigint;

-- migrate:down
