import { openUseCases } from '../../../tests/support/use-case-kit.js';
import { waitFor } from '../../../tests/support/wait-for.js';

const kit = await openUseCases();
const { KeptRows } = await import('./kept-rows.js');

const kept = kit.get(KeptRows);
let asked: string[][] = [];

interface Named {
  code: string;
  name: string;
}

const names = (...codes: string[]) =>
  kept.of<Named>(
    'units',
    codes,
    async (missing) => {
      asked.push([...missing]);
      return kit.sql<Named[]>`select code, name from units where code = any(${[...missing]})`;
    },
    ({ code }) => code,
  );

beforeAll(() => kept.onApplicationBootstrap());
beforeEach(() => {
  asked = [];
});
afterAll(async () => {
  await kept.onApplicationShutdown();
  await kit.close();
});

describe('rows that are kept', () => {
  it('are asked for once, in any order, and unknown ones are null', async () => {
    const [first] = await names('SWJ');
    expect(first?.code).toBe('SWJ');
    const [none, again] = await names('NOWHERE', 'SWJ');
    expect([none, again]).toEqual([null, first]);
    expect(asked).toEqual([['SWJ'], ['NOWHERE']]);
  });

  it('are asked for again once anybody has changed their table', async () => {
    const [before] = await names('SWJ');
    await kit.sql`update units set name = name || '（更名）' where code = 'SWJ'`;
    await waitFor(async () => (await names('SWJ'))[0]?.name !== before?.name, 'the new name is known');
    await kit.sql`update units set name = ${before?.name ?? ''} where code = 'SWJ'`;
    await waitFor(async () => (await names('SWJ'))[0]?.name === before?.name, 'the old name is known again');
  });

  it('do not keep what was being read while it changed', async () => {
    const stale = await kept.of<Named>(
      'areas',
      ['X'],
      async () => {
        await names('SWJ');
        await kit.sql`update areas set name = name`;
        await waitFor(async () => {
          asked = [];
          await names('SWJ');
          return asked.length > 0;
        }, 'the change is heard');
        return [{ code: 'X', name: 'before' }];
      },
      ({ code }) => code,
    );
    expect(stale[0]?.name).toBe('before');
    const [fresh] = await kept.of<Named>(
      'areas',
      ['X'],
      async () => [{ code: 'X', name: 'after' }],
      ({ code }) => code,
    );
    expect(fresh?.name).toBe('after');
  });
});
