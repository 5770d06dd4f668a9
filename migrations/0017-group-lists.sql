-- migrate:up
-- A group's list by urgency is read in its order, as by due moment: it takes as long with a hundred thousand open tasks as
-- with a thousand.
alter table task_candidates add column urgency smallint;
update task_candidates k set urgency = t.urgency from tasks t where t.id = k.task_id;
alter table task_candidates alter column urgency set not null;
create index task_candidates_by_urgency on task_candidates (group_name, urgency desc, due_at, task_id);
-- Found by the first characters of the case number.
create index tasks_open_by_number on tasks (case_number text_pattern_ops) where state in ('OPEN', 'CLAIMED', 'COMPLETING');

-- migrate:down
