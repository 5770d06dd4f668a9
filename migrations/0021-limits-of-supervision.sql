-- migrate:up
-- 督办 also of the centre's own late steps, and a limit for the joint meeting of L3 and the leader's instruction of L4.
alter table supervision_orders
  -- The centre's own step it is about; null: what a unit owes.
  add column step text check (step in ('ACCEPT', 'ANSWER', 'HANDOVER', 'DISPATCH', 'CLOSE_REVIEW', 'FOLLOW_UP', 'EXPLAIN_CLOSE')),
  add constraint steps_are_no_share_of_a_unit check (step is null or assignment_id is null),
  -- Joint meetings bring units together, and the head of the hotline has signed L2 already.
  add constraint orders_about_a_step_end_at_l2 check (step is null or level <= 2);
drop index one_live_order_of_a_level;
create unique index one_live_order_of_a_level
  on supervision_orders (case_id, level, coalesce(assignment_id, '00000000-0000-0000-0000-000000000000'::uuid), coalesce(step, ''))
  where state in ('OPEN', 'SIGNED', 'ANSWERED', 'ACCEPTED');

alter table clocks
  drop constraint clocks_kind_check,
  add constraint clocks_kind_check check (kind in ('ACCEPT', 'ANSWER', 'HANDOVER', 'DISPATCH', 'SIGN', 'FIRST_CONTACT', 'REPLY', 'HANDLE', 'REWORK', 'APPROVAL',
    'CLOSE_REVIEW', 'FOLLOW_UP', 'EXPLAIN_CLOSE', 'WITHDRAWAL_CHECK', 'VOID_APPROVAL', 'INSTRUCTION', 'SUPERVISION_ANSWER', 'JOINT_MEETING',
    'LEADER_INSTRUCTION', 'RETURN_RULING', 'CO_HANDLE', 'EXTENSION_REVIEW'));
-- Cases whose limits were decided before these two existed: as dmn_deadlines gives them now.
insert into clock_spans (case_id, kind, span)
select c.id, added.kind, case when c.urgency = 4 then '1wd' else added.span end
from cases c
cross join (values ('JOINT_MEETING', '2wd'), ('LEADER_INSTRUCTION', '3wd')) as added (kind, span)
where c.closed_at is null and exists (select from clock_spans s where s.case_id = c.id)
on conflict do nothing;

-- The newest notice takes the place of the unread older one about the same, and says how many they were.
alter table notifications
  add column times integer not null default 1 check (times > 0),
  -- What notices of one line have in common; null: each is a line of its own.
  add column gathered_by text;
create unique index one_unread_line_of_a_matter on notifications (user_id, gathered_by) where read_at is null and gathered_by is not null;

-- migrate:down
