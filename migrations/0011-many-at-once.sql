-- migrate:up
-- The same promises as before, kept by one check for each statement instead of one for each row: a calendar adds a hundred
-- thousand events at once. Each event follows its predecessor, in the statement or as the head of its stream.
drop trigger events_follow_their_predecessor on events;
drop function chain_event();
drop function lock_event_stream(text);

-- The planner knows nothing of how many events were added, and would read all heads there are: they are found by their key.
create function chain_events() returns trigger language plpgsql security definer set search_path = public set enable_seqscan = off set enable_mergejoin = off set enable_hashjoin = off as $$
declare
  broken text;
begin
  select a.stream into broken
  from (
    select stream, seq, previous_hash, lag(seq) over following as last_seq, lag(hash) over following as last_hash
    from added
    window following as (partition by stream order by seq)
  ) a
  where a.last_seq is not null and (a.seq <> a.last_seq + 1 or a.previous_hash <> a.last_hash)
  limit 1;
  if broken is null then
    insert into event_heads (stream, seq, hash)
    select stream, 0, decode(repeat('00', 32), 'hex')
    from added
    where seq = 1
    order by stream
    on conflict (stream) do nothing;
    with first as (
      select distinct on (stream) stream, seq, previous_hash from added order by stream, seq
    ), last as (
      select distinct on (stream) stream, seq, hash from added order by stream, seq desc
    ), moved as (
      update event_heads h
      set seq = last.seq, hash = last.hash
      from first join last using (stream)
      where h.stream = first.stream and h.seq = first.seq - 1 and h.hash = first.previous_hash
      returning h.stream
    )
    select min(first.stream) into broken
    from first
    having count(*) <> (select count(*) from moved);
  end if;
  if broken is not null then
    raise exception 'an event of stream % or of one added with it does not follow its predecessor', broken using errcode = 'serialization_failure';
  end if;
  return null;
end $$;
create trigger events_follow_their_predecessor after insert on events referencing new table as added
  for each statement execute function chain_events();

-- `select … for update` on a head needs update rights on one column; the key itself may not change.
create function lock_event_streams(wanted text[]) returns table (stream text, seq integer, hash bytea)
language plpgsql security definer set search_path = public as $$
#variable_conflict use_column
begin
  insert into event_heads (stream, seq, hash)
  select distinct w, 0, decode(repeat('00', 32), 'hex')
  from unnest(wanted) as w
  where not exists (select from event_heads h where h.stream = w)
  order by w
  on conflict (stream) do nothing;
  return query
    select h.stream, h.seq, h.hash
    from event_heads h
    where h.stream = any (wanted)
    order by h.stream
    for update;
end $$;

-- Recalculation after a change of the calendar goes in lanes side by side, each through its share of the cases, twice: what
-- was set by the old calendar meanwhile is found the second time.
create table recalculation_lanes (
  change_id uuid not null references calendar_changes on delete cascade,
  lane smallint not null check (lane >= 0),
  lanes smallint not null check (lanes > lane),
  round smallint not null default 1 check (round between 1 and 2),
  last_case_id uuid,
  moved integer not null default 0,
  moved_cases integer not null default 0,
  ended boolean not null default false,
  primary key (change_id, lane)
);
insert into recalculation_lanes (change_id, lane, lanes, round, last_case_id, moved, moved_cases, ended)
select id, 0, 1, round, last_case_id, moved, moved_cases, state = 'DONE' from calendar_changes where state in ('APPLYING', 'DONE');
alter table calendar_changes drop column round, drop column last_case_id, drop column moved, drop column moved_cases;

-- What the list finds a case by, apart from the case: its index took most of the work of every step of a case.
create table case_words (
  case_id uuid primary key references cases on delete cascade,
  bigrams text[] not null
);
insert into case_words (case_id, bigrams) select id, search_bigrams from cases;
create index case_words_bigrams on case_words using gin (bigrams);
alter table cases drop column search_bigrams;
-- Nothing looks for them by it.
drop index clocks_provisional;

-- Rows that are rewritten many times in their life: room beside them, so that a new version needs no new entries in indexes
-- whose columns did not change.
alter table cases set (fillfactor = 75);
alter table clocks set (fillfactor = 75);
alter table event_heads set (fillfactor = 75);

-- migrate:down
