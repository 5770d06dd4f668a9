-- migrate:up
-- The clock that governs a case now: due_at, yellow_at, red_at, paused_at and provisional are its; none: null and false.
alter table cases add column governing_clock_id uuid references clocks;

-- Until now they were those of HANDLE alone; the order of kinds is GOVERNING_KINDS of the clocks feature.
with governing as (
  select distinct on (k.case_id) k.case_id, k.id, k.provisional, p.paused_at,
    case when p.paused_at is null then k.due_at end as due_at, case when p.paused_at is null then k.yellow_at end as yellow_at
  from clocks k
  left join clock_pauses p on p.clock_id = k.id and p.resumed_at is null
  where k.subject_id is null and k.state in ('RUNNING', 'PAUSED')
    and k.kind in ('HANDLE', 'REWORK', 'CLOSE_REVIEW', 'FOLLOW_UP', 'EXPLAIN_CLOSE', 'DISPATCH', 'HANDOVER', 'ANSWER', 'ACCEPT', 'SIGN', 'REPLY', 'FIRST_CONTACT')
  order by k.case_id, array_position(array['HANDLE', 'REWORK', 'CLOSE_REVIEW', 'FOLLOW_UP', 'EXPLAIN_CLOSE', 'DISPATCH', 'HANDOVER', 'ANSWER', 'ACCEPT', 'SIGN',
    'REPLY', 'FIRST_CONTACT'], k.kind), k.started_at desc, k.id
)
update cases c
set governing_clock_id = g.id, due_at = g.due_at, yellow_at = g.yellow_at, red_at = g.due_at, paused_at = g.paused_at, provisional = g.provisional
from governing g
where c.id = g.case_id and c.closed_at is null;

update cases
set due_at = null, yellow_at = null, red_at = null, paused_at = null, provisional = false
where governing_clock_id is null and (due_at is not null or yellow_at is not null or red_at is not null or paused_at is not null or provisional);

-- migrate:down
