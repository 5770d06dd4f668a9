-- migrate:up
-- Migrations of running instances and interventions of operators go through the outbox like every other command.
alter table outbox drop constraint outbox_kind_check;
alter table outbox add constraint outbox_kind_check check (
  kind in (
    'PUBLISH_MESSAGE', 'COMPLETE_JOB', 'CANCEL_INSTANCE', 'SET_VARIABLES', 'RESOLVE_INCIDENT',
    'MIGRATE_INSTANCE', 'RESEAT_INSTANCE', 'MODIFY_INSTANCE'
  )
);

-- migrate:down
