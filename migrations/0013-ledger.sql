-- migrate:up
-- 问题台账: views shared with colleagues, exports that leave a trace, and indexes for the orders and filters people use.
alter table saved_views
  add column shared_with_team text references teams,
  add column shared_with_unit uuid references units,
  add constraint views_are_shared_with_one_group check (num_nonnulls(shared_with_team, shared_with_unit) <= 1),
  add constraint views_have_a_name check (name <> '');
create index saved_views_of_team on saved_views (shared_with_team, page) where shared_with_team is not null;
create index saved_views_of_unit on saved_views (shared_with_unit, page) where shared_with_unit is not null;

create sequence export_sequence;
create table exports (
  id uuid primary key,
  number text not null unique check (number ~ '^EX[0-9]{10,12}[0-9X]$'),
  user_id uuid not null references users,
  format text not null check (format in ('CSV', 'XLSX')),
  -- As the ledger's address says it; a phone's digits are not kept.
  filter text not null,
  state text not null check (state in ('RUNNING', 'FINISHED', 'BROKEN')),
  rows integer not null default 0 check (rows >= 0),
  started_at timestamptz not null,
  ended_at timestamptz,
  constraint ended_exports_have_an_end check ((state = 'RUNNING') = (ended_at is null))
);
create index exports_of_user on exports (user_id, started_at desc);

-- Open cases are few beside all that ended: their lists never look at the others.
create index cases_open_received on cases (received_at desc, id desc) where closed_at is null;
create index cases_open_due on cases ((coalesce(due_at, 'infinity')), id) where closed_at is null;
drop index cases_due;
create index cases_ended on cases (closed_at desc, id desc) where closed_at is not null;
create index cases_channel on cases (channel, received_at desc, id desc);
-- Whoever types the beginning of a number finds it by the index, whatever the database's collation.
create index cases_number_beginning on cases (number text_pattern_ops);

-- migrate:down
