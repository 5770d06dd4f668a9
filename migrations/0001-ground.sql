-- migrate:up
-- The application's role (yousu_app) is created by the launcher before the first migration; it never owns a table.
create extension if not exists pg_trgm;
create extension if not exists btree_gist;
alter default privileges in schema public grant select, insert, update, delete on tables to yousu_app;
alter default privileges in schema public grant usage, select on sequences to yousu_app;

create table settings (
  name text primary key,
  value jsonb not null
);

-- Engine time = application time + lead_ms (0 in production); a new data folder or cluster repeats keys, so every key is paired with its engine.
create table engines (
  id smallint generated always as identity primary key,
  name text not null unique,
  lead_ms bigint not null default 0
);

-- Application time = wall time + offset_ms; moved only in demonstration and tests.
create table application_clock (
  only_row boolean primary key default true check (only_row),
  offset_ms bigint not null default 0
);
insert into application_clock default values;

create table units (
  id uuid primary key,
  code text not null unique check (code ~ '^[A-Z0-9_]+$'),
  name text not null,
  short_name text not null,
  kind text not null check (kind in ('CITY', 'DISTRICT', 'STREET', 'TOWN', 'TOWNSHIP', 'DEPARTMENT', 'UTILITY', 'SERVICE_CENTER', 'COMMUNITY')),
  parent_id uuid references units,
  office_class text not null default 'OFFICE' check (office_class in ('OFFICE', 'SHIFT', 'ALWAYS')),
  can_lead boolean not null default true,
  active boolean not null default true,
  constraint communities_never_lead check (kind <> 'COMMUNITY' or not can_lead)
);

create table teams (
  code text primary key,
  name text not null unique
);

create table users (
  id uuid primary key,
  login text not null unique check (login = lower(login)),
  name text not null,
  unit_id uuid references units,
  team_code text references teams,
  password_hash text not null,
  active boolean not null default true,
  preferences jsonb not null default '{}',
  created_at timestamptz not null
);

create table roles_of_users (
  user_id uuid not null references users,
  role text not null check (role in ('CI', 'CA', 'QC', 'DI', 'HA', 'UL', 'CO', 'SU', 'FU', 'LD', 'AU', 'DE', 'AD')),
  primary key (user_id, role),
  -- Administrators have no access to case content (domain.md section 5).
  constraint administrators_hold_no_case_role exclude using gist (user_id with =, (case when role = 'AD' then 1 else 0 end) with <>)
);

create table sessions (
  token_hash bytea primary key,
  user_id uuid not null references users,
  csrf_token text not null,
  user_agent text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_of_user on sessions (user_id);

create table login_attempts (
  key text not null,
  at timestamptz not null
);
create index login_attempts_of_key on login_attempts (key, at);

create table categories (
  code text primary key,
  parent_code text references categories,
  level smallint not null check (level between 1 and 3),
  name text not null,
  path text not null,
  pinyin text not null,
  initials text not null,
  -- Where a law fixes the time limit of such matters, e.g. 7wd; it wins over the city's own.
  statutory_limit text check (statutory_limit ~ '^[0-9]+(m|h|wh|wd)$'),
  sort integer not null,
  active boolean not null default true
);

create table areas (
  code text primary key,
  parent_code text references areas,
  name text not null,
  kind text not null check (kind in ('CITY', 'DISTRICT', 'STREET', 'TOWN', 'TOWNSHIP'))
);

create table calendar_years (
  year smallint primary key,
  state text not null check (state in ('PUBLISHED', 'UNPUBLISHED')),
  papers text[] not null default '{}'
);

-- Only the days that differ from Monday-Friday: a day off on a weekday, a make-up workday on a weekend, a city override.
create table calendar_days (
  date date not null,
  source text not null check (source in ('NATIONAL', 'CITY')),
  kind text not null check (kind in ('OFF', 'WORK')),
  name text not null,
  primary key (date, source)
);

create table office_hours (
  office_class text not null check (office_class in ('OFFICE', 'SHIFT', 'ALWAYS')),
  opens time not null,
  closes time not null check (closes > opens),
  primary key (office_class, opens)
);

-- migrate:down
