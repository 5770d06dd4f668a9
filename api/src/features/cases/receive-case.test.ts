import fc from 'fast-check';
import { verifyChain } from '../../../../tests/support/event-chain.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';
import type { CaseActor } from './case-actor.js';

const kit = await openUseCases();
const { ReceiveCase } = await import('./receive-case.js');
const { RequesterVault } = await import('./requester-vault.js');

const agent = await kit.person('CA', { unit: 'ZWZX', team: 'HUAWU' });
const byAgent = { kind: 'USER', viewer: agent } as const;
const CITIZEN = { kind: 'CITIZEN' } as const;
const receive = async (input: unknown, actor: CaseActor = byAgent) => kit.get(ReceiveCase).execute(input, actor);

afterAll(() => kit.close());

describe('the idempotency key', () => {
  it('gives the same case and the same check code for the same key', async () => {
    const input = kit.request();
    const first = await receive(input);
    const second = await receive(input);
    expect(first.checkCode).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
    expect(second).toEqual({ ...first, alreadyReceived: true });
    expect(await kit.outbox(first.id)).toHaveLength(1);
    expect(await kit.eventTypes(first.id)).toEqual(['case.received']);
  });

  it('gives one case to ten clicks at once', async () => {
    const input = kit.request();
    const answers = await Promise.all(Array.from({ length: 10 }, () => receive(input)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(new Set(answers.map(({ checkCode }) => checkCode)).size).toBe(1);
    expect(answers.filter(({ alreadyReceived }) => !alreadyReceived)).toHaveLength(1);
    expect(await kit.outbox(answers[0]!.id)).toHaveLength(1);
  });

  it('belongs to its actor: another receiver with the same key has a case of their own', async () => {
    const input = kit.request();
    const other = { kind: 'USER', viewer: await kit.person('CA', { unit: 'ZWZX' }) } as const;
    const cases = [await receive(input), await receive(input, other), await receive(input, CITIZEN)];
    expect(new Set(cases.map(({ id }) => id)).size).toBe(3);
  });
});

describe('what is refused', () => {
  const refusal = async (changes: Record<string, unknown>) =>
    receive(kit.request(changes)).catch((error: { name: string; details: { fields: unknown } }) => ({
      name: error.name,
      fields: error.details?.fields,
    }));

  it.each([
    ['an unknown category', { categoryCode: '99-99-99' }, 'UnknownReference', { categoryCode: 'unknownValue' }],
    ['an unknown area', { areaCode: '000000' }, 'UnknownReference', { areaCode: 'unknownValue' }],
    [
      'an unknown earlier case',
      { duplicateOf: '0198c1a2-0000-7000-8000-000000000000' },
      'UnknownReference',
      { duplicateOf: 'unknownValue' },
    ],
    ['no words', { text: '   ' }, 'InvalidInput', { text: 'tooShort' }],
    ['too many words', { text: '水'.repeat(5001) }, 'InvalidInput', { text: 'tooLong' }],
    [
      'a named person without phone or name',
      { requester: { kind: 'PERSON' } },
      'InvalidInput',
      { 'requester.phone': 'required', 'requester.name': 'required' },
    ],
    [
      'a phone that is none',
      { requester: { kind: 'PERSON', name: '李测试', phone: 'abcdefg' } },
      'InvalidInput',
      { 'requester.phone': 'phone' },
    ],
  ])('names the field: %s', async (_, changes, name, fields) => {
    expect(await refusal(changes)).toEqual({ name, fields });
  });

  it('leaves nothing behind', async () => {
    const count = () => kit.sql`
      select (select count(*) from cases) as cases, (select count(*) from requesters) as requesters,
        (select count(*) from outbox) as outbox, (select count(*) from events) as events`;
    const before = await count();
    await refusal({ areaCode: '000000' });
    expect(await count()).toEqual(before);
  });

  it('refuses a category that is no longer used', async () => {
    await kit.sql`update categories set active = false where code = '05-01-02'`;
    expect(await refusal({ categoryCode: '05-01-02' })).toMatchObject({ fields: { categoryCode: 'unknownValue' } });
  });

  it.each(['QC', 'DI', 'UL', 'CO', 'AU', 'DE', 'AD'] as const)('refuses role %s', async (role) => {
    const viewer = await kit.person(role, { unit: 'ZWZX' });
    await expect(receive(kit.request(), { kind: 'USER', viewer } as never)).rejects.toMatchObject({
      name: 'NotPermitted',
    });
  });
});

describe('the requester', () => {
  const stored = async (caseId: string) => {
    const [row] = await kit.sql`
      select r.* from requesters r join cases c on c.requester_id = r.id where c.id = ${caseId}`;
    return row!;
  };

  it('is encrypted at rest and found by blind index only', async () => {
    const requester = { kind: 'PERSON', name: '欧阳测试', phone: '+86 199-0000-4321' };
    const { id } = await receive(kit.request({ requester, text: '自来水发黄，请处理。' }));
    const row = await stored(id);
    const vault = kit.get(RequesterVault);
    expect(vault.open(row.name_cipher)).toBe('欧阳测试');
    expect(vault.open(row.phone_cipher)).toBe('19900004321');
    expect(row).toMatchObject({ masked_name: '欧***', masked_phone: '199****4321' });
    const found = async (column: string, value: Buffer) =>
      kit.sql`select id from requesters where ${kit.sql(column)} = ${value}`;
    expect(await found('phone_index', vault.index('phone', '19900004321'))).toHaveLength(1);
    expect(await found('phone_last4_index', vault.index('last4', '4321'))).toHaveLength(1);
    expect(await found('name_index', vault.index('name', '欧阳测试'))).toHaveLength(1);
    // The whole database as text and as bytes: neither name nor number is anywhere in the clear.
    const tables = await kit.sql<{ name: string }[]>`
      select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
    for (const { name } of tables) {
      const leaks = await kit.sql`
        select from ${kit.sql(name)} t
        where t::text like any(${['%欧阳测试%', '%19900004321%', `%${Buffer.from('欧阳测试').toString('hex')}%`]})`;
      expect([name, leaks.length]).toEqual([name, 0]);
    }
  });

  it('has a fresh nonce each time: one person twice is not seen in the bytes', async () => {
    const requester = { kind: 'PERSON', name: '李测试', phone: '19900009999' };
    const [first, second] = [await receive(kit.request({ requester })), await receive(kit.request({ requester }))];
    const [left, right] = [await stored(first.id), await stored(second.id)];
    expect(left.name_cipher).not.toEqual(right.name_cipher);
    expect(left.phone_index).toEqual(right.phone_index);
  });

  it('has no identity when anonymous, whatever was sent', async () => {
    const requester = { kind: 'ANONYMOUS', name: '不该留下', phone: '19900005555' };
    const { id } = await receive(kit.request({ requester }));
    expect(await stored(id)).toMatchObject({
      kind: 'ANONYMOUS',
      name_cipher: null,
      phone_cipher: null,
      name_index: null,
      phone_index: null,
      phone_last4_index: null,
      masked_name: '',
      masked_phone: null,
    });
  });

  it('cannot be read with another key or after a changed bit', () => {
    const vault = kit.get(RequesterVault);
    const sealed = vault.seal('李测试');
    sealed[sealed.length - 1]! ^= 1;
    expect(() => vault.open(sealed)).toThrow();
  });
});

it('stores or refuses by name whatever people paste, and never breaks on it', async () => {
  const pasted = fc.string({ unit: 'binary', minLength: 4, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(pasted, pasted, pasted, async (text, place, name) => {
      const requester = { kind: 'PERSON', name, phone: '19900001234' };
      const answer = await receive(kit.request({ text, place, requester })).catch((error) => error);
      if (answer instanceof Error) expect(answer.name).toBe('InvalidInput');
      else expect((await kit.case(answer.id)).original_text.length).toBeGreaterThan(0);
    }),
    { numRuns: 25, examples: [['停水\u0000三天了', '柳堤路\u0000', '李\u0000测试']] },
  );
});

describe('secrecy', () => {
  it('is STRICT for reports and NORMAL for the rest, unless the author says otherwise', async () => {
    const secrecyOf = async (changes: Record<string, unknown>) =>
      (await kit.case((await receive(kit.request(changes))).id)).secrecy;
    expect(await secrecyOf({ type: 'REPORT' })).toBe('STRICT');
    expect(await secrecyOf({ type: 'COMPLAINT' })).toBe('NORMAL');
    expect(await secrecyOf({ type: 'REPORT', secrecy: 'NORMAL' })).toBe('NORMAL');
    expect(await secrecyOf({ type: 'HELP', secrecy: 'CONTACT_HIDDEN' })).toBe('CONTACT_HIDDEN');
  });
});

describe('the way to the engine', () => {
  it('is one start message with ids and enums only, in the same transaction', async () => {
    const words = '我叫张某某，电话19900007777，住柳堤路9号，自来水发黄。';
    const requester = { kind: 'PERSON', name: '张某某', phone: '19900007777' };
    const { id, number } = await receive(
      kit.request({ text: words, title: '张某某反映', place: '柳堤路9号', requester }),
    );
    const rows = await kit.outbox(id);
    expect(rows).toEqual([
      {
        kind: 'PUBLISH_MESSAGE',
        lane: id,
        command: {
          name: 'msg.case.received',
          correlationKey: number,
          messageId: id,
          timeToLiveMs: 3_600_000,
          variables: {
            caseId: id,
            caseNumber: number,
            caseType: 'COMPLAINT',
            channel: 'PHONE',
            category: '05-01-01',
            area: '990101001',
            secrecy: 'NORMAL',
            statedDisposition: '',
          },
        },
      },
    ]);
    const [xmin] = await kit.sql`
      select (select xmin::text from outbox where case_id = ${id}) as outbox, (select xmin::text from cases where id = ${id}) as "case",
        (select xmin::text from events where case_id = ${id}) as event`;
    expect(new Set(Object.values(xmin!)).size).toBe(1);
  });
});

describe('the event', () => {
  it('opens a valid chain, says who received it, and keeps the words out of it', async () => {
    const input = kit.request();
    const { id } = await receive(input);
    expect(await verifyChain(kit.sql, `case:${id}`)).toBe(1);
    const [event] = await kit.sql`select * from events where case_id = ${id}`;
    expect(event).toMatchObject({ type: 'case.received', actor_kind: 'USER', actor_id: agent.id });
    expect(event!.canonical).not.toContain('自来水');
    const [kept] = await kit.sql`select value from event_private where event_id = ${event!.id}`;
    expect(kept!.value).toBe(input.text);
  });

  it('names no user for a citizen', async () => {
    const { id } = await receive(kit.request(), CITIZEN);
    const [event] = await kit.sql`select actor_kind, actor_id from events where case_id = ${id}`;
    expect(event).toEqual({ actor_kind: 'CITIZEN', actor_id: null });
    expect(await kit.case(id)).toMatchObject({ first_receiver_user_id: null });
  });
});

describe('received by a handler', () => {
  const own = { unit: 'SWJ' } as const;

  it('is read by this handler before any unit has it, and by no other of the unit', async () => {
    const { CaseQueries } = await import('./case.queries.js');
    const [receiver, colleague, leader] = [
      await kit.person('HA', own),
      await kit.person('HA', own),
      await kit.person('UL', own),
    ];
    const { id } = await receive(kit.request(), { kind: 'USER', viewer: receiver });
    expect(await kit.case(id)).toMatchObject({ first_receiver_user_id: receiver.id });
    const find = (viewer: typeof receiver) => kit.get(CaseQueries).find(kit.database.sql, viewer, { id });
    expect(await find(receiver)).toMatchObject({ id });
    for (const viewer of [colleague, leader]) expect(await find(viewer)).toBeNull();
  });

  it('is compared only with cases that this handler reads: a number tells nothing of what its owner reported elsewhere', async () => {
    const { FindDuplicates } = await import('./find-duplicates.js');
    const receiver = await kit.person('HA', own);
    const requester = { kind: 'PERSON', name: '钱测试', phone: '19912340077' };
    const [hidden, mine] = [await kit.assigned('CGJ', { requester }), await kit.assigned('SWJ', { requester })];
    const numbers = async (viewer: typeof receiver) => {
      const found = await kit.get(FindDuplicates).execute({ text: '', phone: requester.phone }, viewer);
      return found.map(({ case: { number } }) => number).sort();
    };
    expect(await numbers(receiver)).toEqual([mine.number]);
    expect(await numbers(agent)).toEqual([hidden.number, mine.number].sort());
  });

  it('is compared with cases anywhere on its street, whichever grid cell was named', async () => {
    const { FindDuplicates } = await import('./find-duplicates.js');
    const text = '街口的窨井盖丢了两天，夜里有人差点掉下去';
    const about = { text, categoryCode: '05-01-01' };
    const there = await kit.received({ ...about, areaCode: '990101001001' });
    for (const areaCode of ['990101001001', '990101001002', '990101001']) {
      const found = await kit.get(FindDuplicates).execute({ ...about, areaCode }, agent);
      expect(found.map(({ case: { id } }) => id)).toContain(there.id);
    }
    const elsewhere = await kit.get(FindDuplicates).execute({ ...about, areaCode: '990101' }, agent);
    expect(elsewhere.map(({ case: { id } }) => id)).not.toContain(there.id);
  });

  it('is refused to the leader of the unit', async () => {
    const leader = await kit.person('UL', own);
    const attempt = async () => receive(kit.request(), { kind: 'USER', viewer: leader });
    await expect(attempt()).rejects.toMatchObject({ name: 'NotPermitted' });
  });
});

it('takes files only of its own uploader, and each file once', async () => {
  const { v7: uuid } = await import('uuid');
  const file = async (uploader: string | null) => {
    const id = uuid();
    await kit.sql`
      insert into attachments (id, name, media_type, size_bytes, sha256, stored_as, uploaded_by, uploaded_at)
      values (${id}, 'a.jpg', 'image/jpeg', 1, '\\x00', ${id}, ${uploader}, now())`;
    return id;
  };
  const [own, strange] = [await file(agent.id), await file(null)];
  const unknown = { name: 'UnknownReference', details: { fields: { attachmentIds: 'unknownValue' } } };
  await expect(receive(kit.request({ attachmentIds: [strange] }))).rejects.toMatchObject(unknown);
  const { id } = await receive(kit.request({ attachmentIds: [own] }));
  expect(await kit.sql`select case_id from attachments where id = ${own}`).toEqual([{ case_id: id }]);
  await expect(receive(kit.request({ attachmentIds: [own] }))).rejects.toMatchObject(unknown);
});
