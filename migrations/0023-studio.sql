-- migrate:up
-- 流程设计: drafts with one pair of hands at a time, releases that two persons answer for, and offers of packaged files.
create table model_drafts (
  id uuid primary key,
  kind text not null check (kind in ('PROCESS', 'DECISION', 'FORM')),
  model_id text not null check (model_id <> ''),
  name text not null,
  content text not null,
  -- Version it was begun from; null for a model that was never deployed.
  base_version integer,
  revision integer not null default 1 check (revision > 0),
  locked_by uuid references users,
  locked_at timestamptz,
  created_by uuid not null references users,
  created_at timestamptz not null,
  updated_by uuid not null references users,
  updated_at timestamptz not null,
  constraint models_have_one_draft unique (kind, model_id),
  constraint locks_are_somebodys check ((locked_by is null) = (locked_at is null))
);

create sequence release_sequence;
create table releases (
  id uuid primary key,
  number text not null unique check (number ~ '^R-[0-9]{4}-[0-9]{4,}$'),
  title text not null check (title <> ''),
  note text not null default '',
  state text not null default 'PROPOSED' check (state in ('PROPOSED', 'APPROVED', 'REJECTED', 'WITHDRAWN', 'DEPLOYED', 'FAILED')),
  proposed_by uuid not null references users,
  proposed_at timestamptz not null,
  decided_by uuid references users,
  decided_at timestamptz,
  decision_note text,
  -- Null: as soon as it is approved.
  effective_at timestamptz,
  deployed_at timestamptz,
  failure jsonb,
  -- Of a roll back: the version whose content comes back, and the release that had brought it (none: a packaged file).
  roll_back_to integer,
  earlier_release uuid references releases,
  -- Wall time: which process has it at the engine, and when it is tried again after the engine was away.
  leased_by uuid,
  leased_until timestamptz,
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  constraint releases_take_two_persons check (decided_by <> proposed_by),
  constraint decisions_are_somebodys check ((decided_by is null) = (decided_at is null)),
  constraint nothing_is_deployed_undecided check (state in ('PROPOSED', 'WITHDRAWN') or decided_by is not null),
  constraint deployed_releases_have_a_time check ((state = 'DEPLOYED') = (deployed_at is not null)),
  constraint failed_releases_say_why check (state <> 'FAILED' or failure is not null),
  constraint roll_backs_name_a_version check (earlier_release is null or roll_back_to is not null)
);
create index releases_newest on releases (proposed_at desc, id desc);
create index releases_to_deploy on releases (effective_at) where state = 'APPROVED';

create table release_models (
  release_id uuid not null references releases,
  kind text not null check (kind in ('PROCESS', 'DECISION', 'FORM')),
  model_id text not null,
  name text not null,
  -- The engine's resource name: another name would be another version.
  path text not null,
  content text not null,
  sha256 text not null,
  base_version integer,
  deployed_version integer,
  primary key (release_id, kind, model_id)
);

-- What was signed is what is deployed: the models of a release stay as they were proposed.
create function keep_released_models() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (new.release_id, new.kind, new.model_id, new.path, new.sha256, new.content, new.base_version)
    is distinct from (old.release_id, old.kind, old.model_id, old.path, old.sha256, old.content, old.base_version) then
    raise exception 'the models of a release are kept as they were proposed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger released_models_are_kept before update or delete on release_models for each row execute function keep_released_models();

-- The drawing it belongs to: a file of decisions is known by its first.
alter table deployed_resources
  add column release_id uuid references releases,
  add column model_id text generated always as (
    case
      when kind = 'DECISION_REQUIREMENTS'
        then coalesce(substring(content from '<(?:[[:alnum:]_.-]+:)?decision\s(?:[^>]*\s)?id\s*=\s*["'']([^"'']+)["'']'), resource_id)
      else resource_id
    end
  ) stored;
create index deployed_resources_of_model on deployed_resources (engine_id, kind, model_id, key desc);
create index deployed_resources_of_release on deployed_resources (release_id) where release_id is not null;
create index process_instances_running on process_instances (engine_id, process_id, process_version) where state = 'ACTIVE';

create table model_offers (
  id uuid primary key,
  engine_id smallint not null references engines,
  path text not null,
  sha256 text not null,
  content text not null,
  kind text not null check (kind in ('PROCESS', 'DECISION', 'FORM')),
  model_id text not null,
  offered_at timestamptz not null,
  taken_at timestamptz,
  -- Without decided_by: a newer file took its place.
  dismissed_at timestamptz,
  decided_by uuid references users,
  constraint files_are_offered_once unique (engine_id, path, sha256),
  constraint offers_are_taken_or_dismissed check (taken_at is null or dismissed_at is null),
  constraint takers_are_known check (taken_at is null or decided_by is not null)
);
create unique index model_offers_open on model_offers (engine_id, path) where taken_at is null and dismissed_at is null;

-- migrate:down
