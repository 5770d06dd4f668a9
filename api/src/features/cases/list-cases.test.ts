import { openUseCases } from '../../../../tests/support/use-case-kit.js';
import type { CaseFilter } from './case.queries.js';

const kit = await openUseCases();
const { CaseQueries } = await import('./case.queries.js');
const { ClockLedger } = await import('../clocks/clocks.public.js');
const { PauseClock } = await import('../time-limits/pause-clock.js');
const supervisor = await kit.person('SU');

afterAll(() => kit.close());

async function found(filter: CaseFilter): Promise<string[]> {
  const { sql } = kit.database;
  const page = await kit.get(CaseQueries).list(sql, supervisor, filter, 'DUE_ASC', { first: 200 }, kit.clock.now());
  return page.nodes.map(({ id }) => id);
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
});
