-- migrate:up
-- The same promises as before, kept by one check for each statement instead of one for each row: a calendar adds a hundred
-- thousand events at once. Each event follows its predecessor, in the statement or as the head of its stream.
drop trigger events_follow_their_predecessor on events;
drop function chain_event();
drop function lock_event_stream(text);

create function chain_events() returns trigger language plpgsql security definer set search_path = public as $$
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
    select first.stream into broken from first where not exists (select from moved where moved.stream = first.stream) limit 1;
  end if;
  if broken is not null then
    raise exception 'an event of stream % does not follow its predecessor', broken using errcode = 'serialization_failure';
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

-- migrate:down
