import fc from 'fast-check';
import { drawCity, LOOKED_AT, type RandomCity, storeCity, YELLOW_BEFORE } from '../../../tests/support/random-city.js';
import { listedTasks, readableCases } from '../../../tests/support/scope-oracle.js';
import { openUseCases } from '../../../tests/support/use-case-kit.js';
import { ROLES, type Viewer } from '../access/viewer.js';
import type { Page } from './page.js';

const kit = await openUseCases();
const { CaseQueries } = await import('../features/cases/case.queries.js');
const { TaskQueries } = await import('../features/tasks/task.queries.js');
const { EventQueries } = await import('../features/events/event.queries.js');
const { encodeCursor } = await import('./page.js');
const cases = kit.get(CaseQueries);
const tasks = kit.get(TaskQueries);
const UNITS = ['SWJ', 'CGJ'];
const everyone: Viewer[] = [];
for (const role of ROLES) everyone.push(await kit.person(role, { unit: UNITS[everyone.length % 2], team: 'HUAWU' }));

afterAll(() => kit.close());

type Fetch = (page: { first: number; after: string | null }) => Promise<Page<{ id: string }>>;

/** Walks a list to its end; every page is full while more rows are there. @returns ids in the order of the pages */
async function walk(fetch: Fetch, size: number, total: number): Promise<string[]> {
  const seen: string[] = [];
  let after: string | null = null;
  for (;;) {
    const { nodes, pageInfo }: Page<{ id: string }> = await fetch({ first: size, after });
    expect(nodes.length).toBe(Math.min(size, total - seen.length));
    seen.push(...nodes.map(({ id }) => id));
    expect(pageInfo.hasNextPage).toBe(seen.length < total);
    if (!pageInfo.hasNextPage) return seen;
    after = pageInfo.endCursor;
  }
}

/** Compares key by key; a minus turns one round. */
const ordered = <T extends { id: string }>(rows: T[], ...keys: ((row: T) => number | string)[]): string[] =>
  [...rows]
    .sort((left, right) => {
      for (const key of keys) {
        const [a, b] = [key(left), key(right)];
        if (a !== b) return a < b ? -1 : 1;
      }
      return 0;
    })
    .map(({ id }) => id);

const NEVER = Number.POSITIVE_INFINITY;
/** Texts in falling order, as keys of a rising sort. */
const falling = (text: string) => [...text].map((c) => String.fromCharCode(0xffff - c.charCodeAt(0))).join('');

const NOW = Date.parse(LOOKED_AT) * 1000;
/** Red, yellow, green. */
const byLight = ({ dueAt }: { dueAt: number | null }) =>
  (dueAt ?? NEVER) <= NOW ? 0 : (dueAt ?? NEVER) - YELLOW_BEFORE <= NOW ? 1 : 2;

/** Ended cases follow the open ones, the newest end first: all of a random city ended at once, so by falling id. */
const endedLast =
  (...keys: ((row: RandomCity['cases'][number]) => number | string)[]) =>
  (city: RandomCity['cases']) => [
    ...ordered(
      city.filter(({ ended }) => !ended),
      ...keys,
      ({ id }) => id,
    ),
    ...ordered(
      city.filter(({ ended }) => ended),
      ({ id }) => falling(id),
    ),
  ];

const CASE_SORTS = {
  LIGHT_DESC: endedLast(byLight, ({ dueAt }) => dueAt ?? NEVER),
  DUE_ASC: endedLast(({ dueAt }) => dueAt ?? NEVER),
  RECEIVED_DESC: (city: RandomCity['cases']) =>
    ordered(
      city,
      ({ receivedAt }) => -receivedAt,
      ({ id }) => falling(id),
    ),
  RECEIVED_ASC: (city: RandomCity['cases']) =>
    ordered(
      city,
      ({ receivedAt }) => receivedAt,
      ({ id }) => id,
    ),
  CLOSED_DESC: (city: RandomCity['cases']) =>
    ordered(
      city,
      ({ ended }) => (ended ? 0 : 1),
      ({ ended, receivedAt }) => (ended ? 0 : -receivedAt),
      ({ id }) => falling(id),
    ),
} as const;

const TASK_SORTS = {
  LIGHT_DESC: (city: RandomCity['tasks']) =>
    ordered(
      city,
      byLight,
      ({ dueAt }) => dueAt ?? NEVER,
      ({ id }) => id,
    ),
  DUE_ASC: (city: RandomCity['tasks']) =>
    ordered(
      city,
      ({ dueAt }) => dueAt ?? NEVER,
      ({ id }) => id,
    ),
  URGENCY_DESC: (city: RandomCity['tasks']) =>
    ordered(
      city,
      ({ urgency }) => -urgency,
      ({ dueAt }) => dueAt ?? NEVER,
      ({ id }) => id,
    ),
  CREATED_DESC: (city: RandomCity['tasks']) =>
    ordered(
      city,
      ({ createdAt }) => -createdAt,
      ({ id }) => falling(id),
    ),
} as const;

describe('a list read page by page', () => {
  beforeAll(() => kit.clock.set(LOOKED_AT));
  const seeds = fc.integer({ min: 1, max: 2 ** 31 });
  const sizes = fc.integer({ min: 1, max: 12 });
  const drawn = async (seed: number): Promise<RandomCity> => {
    const city = drawCity(seed, everyone, UNITS, { cases: 24, tasks: 60 });
    await storeCity(kit.sql, kit.engineId, kit.units, city);
    return city;
  };

  it.each(Object.keys(CASE_SORTS) as (keyof typeof CASE_SORTS)[])(
    'gives each readable case once and in order, every page full: %s',
    async (sort) => {
      await fc.assert(
        fc.asyncProperty(seeds, sizes, async (seed, size) => {
          const city = await drawn(seed);
          for (const viewer of everyone) {
            const readable = new Set(readableCases(city, viewer));
            const expected = CASE_SORTS[sort](city.cases.filter(({ id }) => readable.has(id)));
            const fetch: Fetch = (page) => cases.list(kit.database.sql, viewer, {}, sort, page, kit.clock.now());
            expect([viewer.roles, await walk(fetch, size, expected.length)]).toEqual([viewer.roles, expected]);
          }
        }),
        { numRuns: 3 },
      );
    },
  );

  it.each(Object.keys(TASK_SORTS) as (keyof typeof TASK_SORTS)[])(
    'gives each listed task once and in order, every page full: %s',
    async (sort) => {
      await fc.assert(
        fc.asyncProperty(seeds, sizes, async (seed, size) => {
          const city = await drawn(seed);
          for (const viewer of everyone) {
            const expected = TASK_SORTS[sort](listedTasks(city, viewer, 'ALL'));
            const fetch: Fetch = (page) =>
              tasks.list(kit.database.sql, viewer, { scope: 'ALL' }, sort, page, kit.clock.now());
            expect([viewer.roles, await walk(fetch, size, expected.length)]).toEqual([viewer.roles, expected]);
          }
        }),
        { numRuns: 3 },
      );
    },
  );

  it('tells neighbours apart that differ by one microsecond', async () => {
    const city = await drawn(3);
    const [first, second] = [city.tasks[0]!, city.tasks[1]!];
    await kit.sql`update tasks set state = 'CANCELED', ended_at = now()`;
    await kit.sql`
      update tasks set state = 'OPEN', holder_id = null, ended_at = null,
        due_at = case when id = ${first.id} then '2026-09-24 10:00:00.000002+08'::timestamptz else '2026-09-24 10:00:00.000001+08' end
      where id in (${first.id}, ${second.id})`;
    const auditor = everyone.find(({ roles }) => roles.includes('AU'))!;
    const fetch: Fetch = (page) =>
      tasks.list(kit.database.sql, auditor, { scope: 'ALL' }, 'DUE_ASC', page, kit.clock.now());
    expect(await walk(fetch, 1, 2)).toEqual([second.id, first.id]);
  });
});

describe('the size of a page', () => {
  it.each([
    [0, 1],
    [-5, 1],
    [1_000_000, 200],
    [null, 50],
  ])('%s becomes %s', async (first, expected) => {
    const { pageSize } = await import('./page.js');
    expect(pageSize(first)).toBe(expected);
  });
});

describe('a cursor that no list gave', () => {
  const auditor = everyone.find(({ roles }) => roles.includes('AU'))!;
  const refused = { name: 'InvalidInput', details: { fields: { after: 'unknownCursor' } } };
  const id = '0198c1a2-0000-7000-8000-000000000000';
  const now = '2026-09-24 02:00:00+00';

  it.each([
    ['no base64', '%%%'],
    ['no JSON', Buffer.from('nonsense').toString('base64url')],
    ['no list', Buffer.from('{"a":1}').toString('base64url')],
    ['too short', encodeCursor([now])],
    ['too long', encodeCursor([now, now, id, id])],
    ['no instant', encodeCursor(['yesterday', id])],
    ['an impossible instant', encodeCursor(['2026-13-45 25:00:00+00', id])],
    ['a day that is none', encodeCursor(['2026-02-30 10:00:00+00', id])],
    ['an impossible hour', encodeCursor(['2026-12-24 25:61:00+00', id])],
    ['no id', encodeCursor([now, 'x'])],
    ['a little SQL', encodeCursor([`${now}'; drop table cases; --`, id])],
    ['a number far away', encodeCursor(['99999999999', now, id])],
    ['no number', encodeCursor(['high', now, id])],
  ])('is refused by every list and sort: %s', async (_, after) => {
    const { sql } = kit.database;
    for (const sort of ['RECEIVED_DESC', 'DUE_ASC', 'LIGHT_DESC'] as const) {
      await expect(cases.list(sql, auditor, {}, sort, { after }, kit.clock.now())).rejects.toMatchObject(refused);
    }
    for (const sort of ['DUE_ASC', 'LIGHT_DESC', 'URGENCY_DESC', 'CREATED_DESC'] as const) {
      const list = tasks.list(sql, auditor, { scope: 'ALL' }, sort, { after }, kit.clock.now());
      await expect(list).rejects.toMatchObject(refused);
    }
    await expect(kit.get(EventQueries).timeline(sql, id, { after, seesDiscipline: true })).rejects.toMatchObject(
      refused,
    );
  });
});
