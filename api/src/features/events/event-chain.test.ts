import { createHash } from 'node:crypto';
import fc from 'fast-check';
import postgres from 'postgres';
import { canonicalText, verifyChain } from '../../../../tests/support/event-chain.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';

const kit = await openUseCases();
const { appendEvent } = await import('./append-event.js');
const { canonicalJson } = await import('./canonical-json.js');
const app = postgres(kit.appUrl, { max: 4, onnotice: () => {} });
const { id: caseId } = await kit.received();
const stream = `case:${caseId}`;

const append = (body: Record<string, unknown>, personal: Record<string, string> = {}) =>
  kit.database.inTransaction((sql) =>
    appendEvent(sql, { type: 'case.tested', caseId, actor: { kind: 'SYSTEM' }, body, personal, at: kit.clock.now() }),
  );

afterAll(async () => {
  await app.end();
  await kit.close();
});

/** Texts a database can hold: no NUL, no half characters. */
const words = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !text.includes('\u0000'));
const bodies = fc.dictionary(
  words.filter((key) => key !== '__proto__'),
  fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      words,
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(
        words.filter((key) => key !== '__proto__'),
        tie('value'),
        { maxKeys: 4 },
      ),
    ),
  })).value,
  { maxKeys: 6 },
);

describe('the chain of a case', () => {
  it('is recomputed from its rows by a second program, whatever was said', async () => {
    await fc.assert(
      fc.asyncProperty(bodies, words, async (body, text) => {
        const { text: _, ...rest } = body;
        await append(rest, { text });
      }),
      { numRuns: 60 },
    );
    expect(await verifyChain(kit.sql, stream)).toBeGreaterThan(60);
  });

  it('goes on unbroken when many act at once', async () => {
    const before = await verifyChain(kit.sql, stream);
    await Promise.all(Array.from({ length: 30 }, (_, n) => append({ n })));
    expect(await verifyChain(kit.sql, stream)).toBe(before + 30);
  });

  it('keeps its numbers when a transaction fails after its event', async () => {
    const before = await verifyChain(kit.sql, stream);
    await expect(
      kit.database.inTransaction(async (sql) => {
        await appendEvent(sql, { type: 'case.tested', caseId, actor: { kind: 'SYSTEM' }, at: kit.clock.now() });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    await append({});
    expect(await verifyChain(kit.sql, stream)).toBe(before + 1);
  });

  it('has one text for one value, the order of keys aside', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const reversed = Object.fromEntries(Object.entries(body).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(body));
        expect(canonicalJson(body)).toBe(canonicalText(body));
        expect(JSON.parse(canonicalJson(body))).toEqual(JSON.parse(JSON.stringify(body)));
      }),
    );
  });

  it.each([0.1, Number.NaN, 2 ** 53])('refuses %s, which has more than one text', (value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError);
  });
});

describe('personal values', () => {
  it('are held as salted commitments, so that erasing them leaves the chain whole', async () => {
    const id = await append({ way: 'PHONE' }, { text: '家在柳堤路9号，电话19900001111' });
    const [event] = await kit.sql`select body, canonical from events where id = ${id}`;
    const [kept] = await kit.sql`select salt, value from event_private where event_id = ${id} and field = 'text'`;
    const expected = createHash('sha256').update(kept!.salt).update(kept!.value, 'utf8').digest('hex');
    expect(event!.body).toEqual({ way: 'PHONE', text: { commitment: expected } });
    expect(event!.canonical).not.toContain('柳堤路');
    await app`update event_private set value = null where event_id = ${id}`;
    await verifyChain(kit.sql, stream);
  });

  it('have a salt each: the same words twice are not seen to be the same', async () => {
    const [first, second] = [await append({}, { text: '同一句话' }), await append({}, { text: '同一句话' })];
    const rows = await kit.sql`select distinct body ->> 'text' as text from events where id in (${first}, ${second})`;
    expect(rows).toHaveLength(2);
  });
});

describe('the application', () => {
  const refused = { code: '42501' };

  it.each([
    ['change an event', () => app`update events set type = 'x' where case_id = ${caseId}`],
    ['remove an event', () => app`delete from events where case_id = ${caseId}`],
    ['empty the history', () => app`truncate events cascade`],
    ['move a head', () => app`update event_heads set seq = 1`],
    ['make a head', () => app`insert into event_heads (stream, seq, hash) values ('case:x', 0, '\\x00')`],
    ['remove a head', () => app`delete from event_heads`],
    ['remove a personal value with its salt', () => app`delete from event_private`],
    ['switch the triggers off', () => app`alter table events disable trigger all`],
    ['look away from triggers', () => app`set session_replication_role = 'replica'`],
    [
      'replace the guard',
      () => app`create or replace function refuse_change() returns trigger language plpgsql as 'begin return new; end'`,
    ],
  ])('cannot %s', async (_, attempt) => {
    await expect(attempt()).rejects.toMatchObject(refused);
  });

  describe('cannot put in an event', () => {
    /** Copies of the second event of the stream, as other events. */
    const copies = (seqs: number[], previousHash = 'e.previous_hash', hash = 'e.hash') => app`
      insert into events (stream, seq, id, type, case_id, actor_kind, body, event_at, recorded_at, canonical, previous_hash, hash)
      select e.stream, n.seq, gen_random_uuid(), e.type, e.case_id, e.actor_kind, e.body, e.event_at, e.recorded_at, e.canonical, ${app.unsafe(previousHash)},
        ${app.unsafe(hash)}
      from events e, unnest(${seqs}::integer[]) as n (seq)
      where e.stream = ${stream} and e.seq = 2`;
    const chained = "sha256(h.hash || convert_to(e.canonical, 'UTF8'))";
    const NOTHING = `'\\x${'00'.repeat(32)}'::bytea`;

    it('in the place of another', () => expect(copies([2])).rejects.toMatchObject({ code: '23505' }));
    it('with a hash that is not of its text', () =>
      expect(copies([1000], 'e.previous_hash', NOTHING)).rejects.toMatchObject({ code: '23514' }));
    it('behind a gap', () => expect(copies([1000])).rejects.toMatchObject({ code: '40001' }));
    it('that does not follow the last one', async () => {
      const [head] = await app<{ seq: number }[]>`select seq from event_heads where stream = ${stream}`;
      await expect(copies([(head?.seq ?? 0) + 1])).rejects.toMatchObject({ code: '40001' });
    });
    it('with another in one statement, of which the second does not follow the first', async () => {
      const [head] = await app<
        { seq: number; hash: Buffer }[]
      >`select seq, hash from event_heads where stream = ${stream}`;
      const seq = head?.seq ?? 0;
      const previous = `'\\x${head?.hash.toString('hex')}'::bytea`;
      const hash = chained.replace('h.hash', previous);
      await expect(copies([seq + 1, seq + 2], previous, hash)).rejects.toMatchObject({ code: '40001' });
    });
  });
});

it('stops even the owner by trigger, short of switching it off', async () => {
  const refused = { code: '42501' };
  await expect(kit.sql`update events set type = 'x' where stream = ${stream}`).rejects.toMatchObject(refused);
  await expect(kit.sql`delete from events where stream = ${stream}`).rejects.toMatchObject(refused);
  await expect(kit.sql`truncate events cascade`).rejects.toMatchObject(refused);
});

it('shows an auditor every change made behind the triggers', async () => {
  const { id } = await kit.received();
  for (let n = 0; n < 5; n += 1) {
    await kit.database.inTransaction((sql) =>
      appendEvent(sql, {
        type: 'case.tested',
        caseId: id,
        actor: { kind: 'SYSTEM' },
        body: { n },
        at: kit.clock.now(),
      }),
    );
  }
  const own = `case:${id}`;
  const behind = (change: string) =>
    kit.sql
      .begin(async (sql) => {
        await sql`alter table events disable trigger all`;
        await sql.unsafe(change);
        await expect(verifyChain(sql as unknown as postgres.Sql, own)).rejects.toThrow();
        throw new Error('undone');
      })
      .catch((error: Error) => expect(error.message).toBe('undone'));
  await behind(`update events set body = body || '{"n": 9}' where stream = '${own}' and seq = 3`);
  await behind(`update events set actor_kind = 'CITIZEN' where stream = '${own}' and seq = 3`);
  await behind(`update events set event_at = event_at + interval '1 second' where stream = '${own}' and seq = 3`);
  await behind(`delete from events where stream = '${own}' and seq = 3`);
  await behind(`delete from events where stream = '${own}' and seq = 6`);
  expect(await verifyChain(kit.sql, own)).toBe(6);
});
