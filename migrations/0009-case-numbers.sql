-- migrate:up
-- Numbers of a new database begin anywhere in the day's million: beside an engine that still runs cases of another database,
-- the same number would make a new case wait for the old one.
select setval('case_sequence', 1 + floor(random() * 1000000)::bigint)
where not (select is_called from case_sequence);

-- migrate:down
