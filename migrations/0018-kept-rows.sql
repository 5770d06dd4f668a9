-- migrate:up
-- What stands on every row of every list is kept by the processes until it changes.
create function tell_kept_rows_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('kept_rows_changed', tg_table_name);
  return null;
end $$;
create trigger kept_rows_changed after insert or update or delete on units for each statement execute function tell_kept_rows_changed();
create trigger kept_rows_changed after insert or update or delete on users for each statement execute function tell_kept_rows_changed();
create trigger kept_rows_changed after insert or update or delete on roles_of_users for each statement execute function tell_kept_rows_changed();
create trigger kept_rows_changed after insert or update or delete on categories for each statement execute function tell_kept_rows_changed();
create trigger kept_rows_changed after insert or update or delete on areas for each statement execute function tell_kept_rows_changed();

-- migrate:down
