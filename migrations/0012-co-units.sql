-- migrate:up
-- 协办: what is asked of a cooperating unit, what it answered, who accepted it or why it left.
alter table assignments
  add column matter text,
  add column assigned_by uuid references users,
  -- The latest one; earlier ones are in the events.
  add column result text,
  add column result_by uuid references users,
  add column refusal text,
  add column accepted_by uuid references users,
  add column accepted_at timestamptz,
  add column exited_by uuid references users,
  add column exited_at timestamptz,
  add column exit_reason text,
  add constraint co_units_are_asked_for_something check (kind = 'LEAD' or coalesce(matter, '') <> ''),
  add constraint results_have_an_author check ((result is null) = (result_by is null)),
  add constraint nobody_accepts_their_own_result check (accepted_by <> result_by),
  add constraint accepted_co_units_have_a_result check (kind = 'LEAD' or status <> 'ACCEPTED'
    or (result is not null and accepted_by is not null and accepted_at is not null)),
  add constraint co_units_leave_for_a_reason check (kind = 'LEAD' or (status = 'EXITED') = (exited_at is not null and exited_by is not null and exit_reason is not null));
-- A unit is not asked twice at the same time, and the lead is not its own helper.
create unique index one_live_assignment_of_a_unit on assignments (case_id, unit_id)
  where status not in ('RETURNED', 'EXITED') and (kind = 'LEAD' or status <> 'ACCEPTED');

-- The reply to the citizen waits until each co-unit's result is accepted or the unit has left.
create function demand_co_units_done() returns trigger language plpgsql as $$
begin
  if exists (select from assignments where case_id = new.case_id and kind = 'CO' and status not in ('ACCEPTED', 'RETURNED', 'EXITED')) then
    raise exception 'a cooperating unit of case % is not done', new.case_id using errcode = 'check_violation', constraint = 'replies_wait_for_co_units';
  end if;
  return new;
end $$;
create trigger drafts_wait_for_co_units before update of state on tasks for each row
  when (new.kind = 'draftReply' and new.state = 'COMPLETING' and old.state <> 'COMPLETING') execute function demand_co_units_done();
create trigger replies_wait_for_co_units before update of status on assignments for each row
  when (new.kind = 'LEAD' and new.status = 'SUBMITTED' and old.status <> 'SUBMITTED') execute function demand_co_units_done();

-- An order may be about a co-unit's work; null: about the case, which its lead unit answers for.
alter table supervision_orders add column assignment_id uuid references assignments;
drop index one_live_order_of_a_level;
create unique index one_live_order_of_a_level on supervision_orders (case_id, level, coalesce(assignment_id, '00000000-0000-0000-0000-000000000000'::uuid))
  where state in ('OPEN', 'SIGNED', 'ANSWERED', 'ACCEPTED');
-- Each unit has a phone of its own.
drop index one_waiting_call_of_a_case;
create unique index one_waiting_call_of_a_unit on outbound_calls (case_id, unit_id) where state in ('QUEUED', 'CALLING', 'NO_ANSWER');

-- migrate:down
