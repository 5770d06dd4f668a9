-- migrate:up
-- History that proves itself: one hash chain per stream, append-only by role and by trigger.
create table events (
  stream text not null,
  seq integer not null check (seq > 0),
  id uuid not null unique,
  type text not null,
  case_id uuid references cases,
  task_id uuid references tasks,
  actor_id uuid references users,
  actor_kind text not null check (actor_kind in ('USER', 'CITIZEN', 'SYSTEM', 'ENGINE')),
  on_behalf_of text,
  body jsonb not null,
  event_at timestamptz not null,
  recorded_at timestamptz not null,
  canonical text not null,
  previous_hash bytea not null check (length(previous_hash) = 32),
  hash bytea not null check (length(hash) = 32),
  primary key (stream, seq),
  constraint hash_is_of_the_canonical_text check (hash = sha256(previous_hash || convert_to(canonical, 'UTF8')))
);
create index events_of_case on events (case_id, seq desc) where case_id is not null;

create table event_heads (
  stream text primary key,
  seq integer not null,
  hash bytea not null
);

-- Personal values of events, erasable; the chain holds only sha256(salt || value).
create table event_private (
  event_id uuid not null references events (id),
  field text not null,
  salt bytea not null,
  value text,
  primary key (event_id, field)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed or removed', tg_table_name using errcode = 'insufficient_privilege';
end $$;

create trigger events_append_only before update or delete on events for each row execute function refuse_change();
create trigger events_never_truncated before truncate on events for each statement execute function refuse_change();

create function chain_event() returns trigger language plpgsql security definer set search_path = public as $$
declare
  head event_heads%rowtype;
begin
  insert into event_heads (stream, seq, hash) values (new.stream, 0, decode(repeat('00', 32), 'hex')) on conflict (stream) do nothing;
  select * into head from event_heads where stream = new.stream for update;
  if new.seq <> head.seq + 1 or new.previous_hash <> head.hash then
    raise exception 'event % of stream % does not follow its predecessor', new.seq, new.stream using errcode = 'serialization_failure';
  end if;
  update event_heads set seq = new.seq, hash = new.hash where stream = new.stream;
  return new;
end $$;
create trigger events_follow_their_predecessor before insert on events for each row execute function chain_event();

revoke update, delete, truncate on events from yousu_app;
revoke insert, update, delete, truncate on event_heads from yousu_app;
grant select on event_heads to yousu_app;
-- `select … for update` on a head needs update rights on one column; the key itself may not change.
create function lock_event_stream(wanted text, out seq integer, out hash bytea) language plpgsql security definer set search_path = public as $$
begin
  insert into event_heads (stream, seq, hash) values (wanted, 0, decode(repeat('00', 32), 'hex')) on conflict (stream) do nothing;
  select h.seq, h.hash into lock_event_stream.seq, lock_event_stream.hash from event_heads h where h.stream = wanted for update;
end $$;
revoke delete, truncate on event_private from yousu_app;

-- migrate:down
