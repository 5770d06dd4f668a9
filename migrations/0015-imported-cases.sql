-- migrate:up
-- Closed cases that were brought in at once, for tests of size: never counted among a city's own.
alter table cases add column imported boolean not null default false;
alter table cases add constraint imported_cases_are_closed check (not imported or closed_at is not null);

-- migrate:down
