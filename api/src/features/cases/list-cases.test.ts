import { openUseCases } from '../../../../tests/support/use-case-kit.js';
import type { CaseFilter } from './case-filter.js';

const kit = await openUseCases();
const { ListCases } = await import('./list-cases.js');
const { CountCases } = await import('./count-cases.js');
const { ClockLedger } = await import('../clocks/clocks.public.js');
const { PauseClock } = await import('../time-limits/pause-clock.js');
const supervisor = await kit.person('SU');

afterAll(() => kit.close());

async function found(filter: CaseFilter, viewer = supervisor): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ; ) {
    const { nodes, pageInfo } = await kit
      .get(ListCases)
      .execute({ filter, sort: 'DUE_ASC', first: 200, after }, viewer);
    ids.push(...nodes.map(({ id }) => id));
    if (!pageInfo.hasNextPage) return ids;
    after = pageInfo.endCursor;
  }
}

describe('the list of cases', () => {
  it('finds what stands still by that alone: it has no light and is not due', async () => {
    const [still, running] = [await kit.assigned('SWJ'), await kit.assigned('SWJ')];
    const handle = await kit.database.inTransaction((sql) => kit.get(ClockLedger).running(sql, still.id, 'HANDLE'));
    const terms = { reason: 'CITIZEN_EVIDENCE', proof: 'TH-1', endsWhen: '收到照片' } as const;
    await kit.get(PauseClock).execute({ clockId: handle?.id ?? '', ...terms }, supervisor);

    expect(await found({ paused: true })).toEqual([still.id]);
    expect(await found({ paused: false })).toContain(running.id);
    expect(await found({ paused: false })).not.toContain(still.id);
    for (const filter of [{ light: ['GREEN', 'YELLOW', 'RED'] }, { dueTo: new Date('2099-01-01') }]) {
      expect(await found(filter)).toContain(running.id);
      expect(await found(filter)).not.toContain(still.id);
    }
  });

  it('finds what is not with a unit yet', async () => {
    const [waiting, assigned] = [await kit.received(), await kit.assigned('SWJ')];
    expect(await found({ withoutUnit: true })).toContain(waiting.id);
    expect(await found({ withoutUnit: true })).not.toContain(assigned.id);
  });

  it('finds a category with what lies below it, also by pinyin and its first letters', async () => {
    await kit.sql`update categories set pinyin = 'shui zhi', initials = 'sz' where code = '05-01'`;
    const [yellow, dry, shop] = [
      await kit.received({ categoryCode: '05-01-01' }),
      await kit.received({ categoryCode: '05-01-02' }),
      await kit.received({ categoryCode: '06-01-01', text: '商家拒不退款，没有 SZ 字样' }),
    ];
    for (const filter of [{ categoryCode: '05' }, { text: 'shuizhi' }]) {
      const ids = await found(filter);
      expect(ids).toEqual(expect.arrayContaining([yellow.id, dry.id]));
      expect(ids).not.toContain(shop.id);
    }
    // Letters may as well stand in the request itself.
    expect(await found({ text: 'sz' })).toEqual(expect.arrayContaining([yellow.id, dry.id, shop.id]));
    expect(await found({ categoryCode: '05-01-02' })).not.toContain(yellow.id);
  });

  it('finds an area with what lies below it', async () => {
    const street = await kit.received({ areaCode: '990101001' });
    expect(await found({ areaCode: '9901' })).toContain(street.id);
    expect(await found({ areaCode: '990101' })).toContain(street.id);
  });

  it('finds a number by its beginning; a sign that means anything elsewhere means nothing', async () => {
    const { id, number } = await kit.received();
    expect(await found({ number: number.toLowerCase() })).toEqual([id]);
    expect(await found({ number: number.slice(0, 8) })).toContain(id);
    expect(await found({ number: `%${number.slice(4)}` })).toEqual([]);
  });
});

describe('a search by the last digits of a phone', () => {
  const searches = (userId: string) =>
    kit.sql`select what, reason, case_id from access_reads where user_id = ${userId} and what = 'phoneLast4Search'`;

  it.each(['CA', 'FU', 'SU'] as const)('is made by %s and leaves its trace without the digits', async (role) => {
    const person = await kit.person(role, { unit: 'ZWZX', team: 'HUAWU' });
    await found({ phoneLast4: '0042' }, person);
    expect(await searches(person.id)).toEqual([{ what: 'phoneLast4Search', reason: '', case_id: null }]);
    await kit.get(CountCases).execute({ phoneLast4: '0042' }, person);
    expect(await searches(person.id)).toHaveLength(2);
  });

  it.each(['QC', 'DI', 'HA', 'UL', 'CO', 'LD', 'AU'] as const)('is refused to %s, list and count', async (role) => {
    const person = await kit.person(role, { unit: 'SWJ' });
    const refusal = { name: 'NotPermitted', details: { action: 'findByPhone' } };
    await expect(found({ phoneLast4: '0042' }, person)).rejects.toMatchObject(refusal);
    await expect(kit.get(CountCases).execute({ phoneLast4: '0042' }, person)).rejects.toMatchObject(refusal);
    expect(await searches(person.id)).toEqual([]);
  });

  it('finds only within what the searcher may see', async () => {
    const [mine, other] = [
      await kit.person('CA', { unit: 'ZWZX', team: 'HUAWU' }),
      await kit.person('CA', { unit: 'ZWZX' }),
    ];
    const requester = { kind: 'PERSON', name: '李测试', phone: '19900007731' };
    const { id } = await kit.received({ requester }, mine);
    expect(await found({ phoneLast4: '7731' }, mine)).toContain(id);
    expect(await found({ phoneLast4: '7731' }, other)).not.toContain(id);
  });

  it.each(['', '42', '00421', 'abcd', '0%'])('takes four digits and nothing else: %j', async (phoneLast4) => {
    await expect(found({ phoneLast4 })).rejects.toMatchObject({ details: { fields: { phoneLast4: 'fourDigits' } } });
  });
});
