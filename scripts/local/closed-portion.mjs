/** Each statement of a case's history, oldest first: who, when (share of the case's life), and its facts in order of their names. */
const HISTORY = [
  {
    type: 'case.received',
    by: 'w.agent',
    after: '0',
    body: `'{"area":' || to_json(w.area)::text || ',"attachmentIds":[],"attachments":0,"category":' || to_json(w.category)::text || ',"channel":"' || w.channel || '","number":"' || c.number || '","secrecy":"NORMAL","statedDisposition":null,"type":"' || w.type || '"}'`,
  },
  { type: 'case.dispatched', by: 'null', after: '0.03', body: `'{"mode":"DIRECT","unit":"' || w.unit || '"}'` },
  {
    type: 'case.contacted',
    by: 'w.handler',
    after: '0.15',
    body: `'{"outcome":"REACHED","unit":"' || w.unit || '","way":"PHONE"}'`,
  },
  { type: 'case.replied', by: 'null', after: '0.8', body: `'{"unit":"' || w.unit || '"}'` },
  {
    type: 'case.closed',
    by: 'null',
    after: '1',
    body: `'{"closeType":"SOLVED","rating":' || c.rating || ',"status":"CLOSED"}'`,
  },
];

/** The trigger that checks a statement's chains compares each with each: so many at once are quickest. */
const CHAINS_AT_ONCE = 250;

/** Weights of ISO 7064 MOD 11-2 for the twelve digits of a case number (common/src/case-number). */
const WEIGHTS = Array.from({ length: 12 }, (_, place) => 2 ** (12 - place) % 11);
const CHECK = WEIGHTS.map((weight, place) => `${weight} * substr(digits, ${place + 1}, 1)::int`).join(' + ');
const ISO = (moment) => `to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A uuid of version 7 in the order of the moments at which it is made: random ones would touch every page of every index. */
const ID = `(lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7' || substr(md5(random()::text), 1, 3) || '8'
  || substr(md5(random()::text), 1, 15))::uuid`;

/**
 * Inserts closed cases with numbers `from` to `to` (the second excluded) and all that belongs to them, in the transaction of `sql`.
 * Set-based: one statement per table, one per link of the chains. Needs the temporary table `words` of `prepareWords`.
 * @param {import('postgres').TransactionSql} sql
 * @param {{ from: number, to: number, oldest: Date, minutes: number }} portion `minutes`: how long after `oldest` the last is received
 */
export async function insertPortion(sql, { from, to, oldest, minutes }) {
  await sql.unsafe(
    `create temporary table portion on commit drop as
     select ${ID} as id, 'LC' || digits || case (12 - (${CHECK}) % 11) % 11 when 10 then 'X' else ((12 - (${CHECK}) % 11) % 11)::text end as number,
       i, word, received_at, received_at + (1 + i % 9) * interval '1 day' + (i % 477) * interval '1 minute' as closed_at, 3 + (i * 7 % 10 > 1)::int + (i * 3 % 10 > 4)::int as rating
     from (
       select i, i % (select count(*) from words) as word, received_at,
         to_char(received_at at time zone 'Asia/Shanghai', 'YYMMDD') || lpad(((i::bigint * 7919 + i / 1000000) % 1000000)::text, 6, '0') as digits
       from (
         select i, $3::timestamptz + ((i::bigint * 104729) % $4::bigint) * interval '1 minute' + (i % 60) * interval '1 second' as received_at
         from generate_series($1::int, $2::int - 1) i
       ) moments
     ) numbered`,
    [from, to, oldest, minutes],
  );
  await sql`
    insert into requesters (id, kind, masked_name, masked_phone, created_at)
    select id, 'PERSON', '王**', '199****' || lpad((i % 10000)::text, 4, '0'), received_at
    from portion`;
  await sql`
    insert into cases (id, number, check_code_hash, idempotency_key, type, channel, category_code, area_code, place, title, original_text, summary,
      requester_id, status, phase, disposition, close_type, reasonableness, lead_unit_id, first_receiver_user_id, first_receiver_unit_id, reply_text,
      replied_at, rating, solved, received_at, closed_at, imported)
    select c.id, c.number, sha256(c.number::bytea), 'imported:' || c.i, w.type, w.channel, w.category, w.area, w.place, w.title, w.text, w.title,
      c.id, 'CLOSED', 'USE', 'ACCEPT', 'SOLVED', 'REASONABLE', w.unit_id, w.agent, w.agent_unit, w.reply,
      c.received_at + (c.closed_at - c.received_at) * 0.8, c.rating, 'YES', c.received_at, c.closed_at, true
    from portion c
    join words w on w.n = c.word`;
  await sql`
    insert into case_words (case_id, bigrams)
    select c.id, w.bigrams
    from portion c
    join words w on w.n = c.word`;
  await sql`
    insert into assignments (id, case_id, unit_id, kind, status, mode, legal_basis, assigned_at, signed_at, signed_by, first_contact_at, first_contact_by, submitted_at)
    select ${sql.unsafe(ID)}, c.id, w.unit_id, 'LEAD', 'ACCEPTED', 'DIRECT', '', received_at + life * 0.03, received_at + life * 0.08, w.handler,
      received_at + life * 0.15, w.handler, received_at + life * 0.8
    from (select *, closed_at - received_at as life from portion) c
    join words w on w.n = c.word`;
  await sql`
    insert into follow_ups (id, case_id, round, reached, attempts, contact_confirmed, solved, rating, opinion, by_user, at)
    select ${sql.unsafe(ID)}, c.id, 1, true, 1, true, 'YES', c.rating, '满意', w.caller, c.closed_at - interval '5 minutes'
    from portion c
    join words w on w.n = c.word`;
  await insertHistory(sql);
}

/** The chain of each case, hashed as the application does it (features/events/event-chain.ts), and checked by the table's trigger. */
async function insertHistory(sql) {
  const recordedAt = new Date().toISOString();
  const facts = HISTORY.map(
    ({ type, by, after, body }, at) => `
      select c.id as case_id, c.i / ${CHAINS_AT_ONCE} as slice, ${at + 1} as seq, ${ID} as id, '${type}' as type, ${by}::uuid as actor_id, ${by === 'null' ? `'ENGINE'` : `'USER'`} as actor_kind,
        ${body} as body, date_trunc('milliseconds', c.received_at + (c.closed_at - c.received_at) * ${after}) as event_at
      from portion c
      join words w on w.n = c.word`,
  ).join(' union all ');
  await sql.unsafe(`
    create temporary table history on commit drop as
    select *, '{"actorId":' || coalesce('"' || actor_id || '"', 'null') || ',"actorKind":"' || actor_kind || '","body":' || body || ',"caseId":"' || case_id
      || '","eventAt":"' || ${ISO('event_at')} || '","id":"' || id || '","onBehalfOf":null,"recordedAt":"${recordedAt}","seq":' || seq || ',"stream":"case:'
      || case_id || '","taskId":null,"type":"' || type || '"}' as canonical
    from (${facts}) facts`);
  await sql`create index on history (slice, seq, case_id)`;
  await sql`analyze history`;
  const links = HISTORY.map((_, at) => {
    const previous = at === 0 ? `decode(repeat('00', 32), 'hex')` : 'l.hash';
    const before = at === 0 ? '' : `join link${at} l on l.case_id = h.case_id`;
    return `link${at + 1} as materialized (
      select h.*, ${previous} as previous_hash, sha256(${previous} || convert_to(h.canonical, 'UTF8')) as hash
      from history h
      ${before}
      where h.slice = $2::int and h.seq = ${at + 1}
    )`;
  });
  const all = HISTORY.map((_, at) => `select * from link${at + 1}`).join(' union all ');
  const insert = `with ${links.join(', ')}
     insert into events (stream, seq, id, type, case_id, actor_id, actor_kind, body, event_at, recorded_at, canonical, previous_hash, hash)
     select 'case:' || case_id, seq, id, type, case_id, actor_id, actor_kind, body::jsonb, event_at, $1::timestamptz, canonical, previous_hash, hash
     from (${all}) chained`;
  const slices = await sql`select distinct slice from history order by slice`;
  for (const { slice } of slices) await sql.unsafe(insert, [recordedAt, slice]);
}
