-- migrate:up
-- Who may sign in, and the registers that cases name: changed, put out of use and taken back into use, never removed.
alter table users add column must_change_password boolean not null default false;
alter table teams add column active boolean not null default true;
alter table areas add column active boolean not null default true;
-- A session is named by this where its token may not be: on the pages that list and end sessions.
alter table sessions add column id uuid not null default gen_random_uuid();
create unique index sessions_are_named on sessions (id);
create index sessions_by_last_use on sessions (last_seen_at desc, id desc);
create index unread_notifications on notifications (user_id) where read_at is null;
create index assignments_under_way on assignments (unit_id) where status not in ('RETURNED', 'EXITED');

revoke delete on users, units, teams, categories, areas from yousu_app;

create function keep_code() returns trigger language plpgsql as $$
begin
  raise exception 'the code of a row of % is its name for ever', tg_table_name using errcode = 'check_violation', constraint = 'codes_never_change';
end $$;
create trigger codes_never_change before update of code on units for each row when (old.code <> new.code) execute function keep_code();
create trigger codes_never_change before update of code on teams for each row when (old.code <> new.code) execute function keep_code();
create trigger codes_never_change before update of code on categories for each row when (old.code <> new.code) execute function keep_code();
create trigger codes_never_change before update of code on areas for each row when (old.code <> new.code) execute function keep_code();

-- Two changes at once, each harmless by itself, could close a ring: one after the other.
create function refuse_unit_ring() returns trigger language plpgsql set search_path = public as $$
begin
  perform pg_advisory_xact_lock(hashtext('tree of units'));
  if exists (
    with recursive above as (
      select new.parent_id as id
      union
      select u.parent_id from units u join above a on u.id = a.id
    )
    select from above where id = new.id
  ) then
    raise exception 'unit % would stand above itself', new.code using errcode = 'check_violation', constraint = 'units_form_a_tree';
  end if;
  return new;
end $$;
create trigger units_form_a_tree before insert or update of parent_id on units
  for each row when (new.parent_id is not null) execute function refuse_unit_ring();

create function refuse_area_ring() returns trigger language plpgsql set search_path = public as $$
begin
  perform pg_advisory_xact_lock(hashtext('tree of areas'));
  if exists (
    with recursive above as (
      select new.parent_code as code
      union
      select r.parent_code from areas r join above a on r.code = a.code
    )
    select from above where code = new.code
  ) then
    raise exception 'area % would stand above itself', new.code using errcode = 'check_violation', constraint = 'areas_form_a_tree';
  end if;
  return new;
end $$;
create trigger areas_form_a_tree before insert or update of parent_code on areas
  for each row when (new.parent_code is not null) execute function refuse_area_ring();

-- migrate:down
