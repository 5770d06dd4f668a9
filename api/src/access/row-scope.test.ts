import fc from 'fast-check';
import { drawCity, type RandomCity, storeCity } from '../../../tests/support/random-city.js';
import { type ListScope, listedTasks, readableCases } from '../../../tests/support/scope-oracle.js';
import { openUseCases } from '../../../tests/support/use-case-kit.js';
import { ROLES, type Viewer } from './viewer.js';

const kit = await openUseCases();
const { CaseQueries } = await import('../features/cases/case.queries.js');
const { TaskQueries } = await import('../features/tasks/task.queries.js');
const cases = kit.get(CaseQueries);
const tasks = kit.get(TaskQueries);
const UNITS = ['SWJ', 'CGJ', 'ZWZX'];
const everything = { first: 200 };

/** Two of every role with unit and team, one without, and people with several roles. */
async function people(): Promise<Viewer[]> {
  const made: Viewer[] = [];
  for (const [index, role] of ROLES.entries()) {
    made.push(await kit.person(role, { unit: UNITS[index % 2], team: 'HUAWU' }));
    made.push(await kit.person(role, { unit: 'ZWZX', team: 'ZHIJIAN' }));
    made.push(await kit.person(role));
  }
  made.push(await kit.person(['CA', 'HA'], { unit: 'SWJ' }));
  made.push(await kit.person(['HA', 'UL'], { unit: 'CGJ' }));
  made.push(await kit.person(['DE', 'HA'], { unit: 'SWJ', team: 'HUAWU' }));
  made.push(await kit.person(['DE', 'CI'], { unit: 'SWJ', team: 'HUAWU' }));
  made.push(await kit.person(['CO', 'FU'], { unit: 'CGJ' }));
  return made;
}

const everyone = await people();
const named = (viewer: Viewer) => `${viewer.roles.join('+')} of ${viewer.unitCode ?? 'no unit'}`;

async function city(seed: number): Promise<RandomCity> {
  const drawn = drawCity(seed, everyone, UNITS, { cases: 45, tasks: 110 });
  await storeCity(kit.sql, kit.engineId, kit.units, drawn);
  return drawn;
}

afterAll(() => kit.close());

const seeds = fc.integer({ min: 1, max: 2 ** 31 });
const RUNS = { numRuns: 4 };

describe('row scope, against a slow reading of the roles table', () => {
  it('lists every case that a person may read and no other', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const drawn = await city(seed);
        for (const viewer of everyone) {
          const page = await cases.list(kit.database.sql, viewer, {}, 'RECEIVED_DESC', everything, kit.clock.now());
          const ids = page.nodes.map(({ id }) => id).sort();
          expect([named(viewer), ids]).toEqual([named(viewer), readableCases(drawn, viewer).sort()]);
        }
      }),
      RUNS,
    );
  });

  it.each<ListScope>(['MINE', 'UNASSIGNED', 'MY_GROUPS', 'ALL'])(
    'lists every task of scope %s that a person may see and no other',
    async (scope) => {
      await fc.assert(
        fc.asyncProperty(seeds, async (seed) => {
          const drawn = await city(seed);
          for (const viewer of everyone) {
            const page = await tasks.list(kit.database.sql, viewer, { scope }, 'DUE_ASC', everything, kit.clock.now());
            const expected = listedTasks(drawn, viewer, scope).map(({ id }) => id);
            expect([named(viewer), page.nodes.map(({ id }) => id).sort()]).toEqual([named(viewer), expected.sort()]);
          }
        }),
        RUNS,
      );
    },
  );

  it('finds by id and by number exactly what it lists', async () => {
    const drawn = await city(7);
    for (const viewer of everyone) {
      const readable = new Set(readableCases(drawn, viewer));
      const visible = new Set(listedTasks(drawn, viewer, 'ALL').map(({ id }) => id));
      for (const { id } of drawn.cases.slice(0, 12)) {
        const found = await cases.find(kit.database.sql, viewer, { id });
        expect([named(viewer), found?.id]).toEqual([named(viewer), readable.has(id) ? id : undefined]);
        if (found) expect(await cases.find(kit.database.sql, viewer, { number: found.number })).toEqual(found);
      }
      for (const { id } of drawn.tasks.filter(({ state }) => state === 'OPEN').slice(0, 12)) {
        const found = await tasks.find(kit.database.sql, viewer, id);
        expect([named(viewer), found?.id]).toEqual([named(viewer), visible.has(id) ? id : undefined]);
      }
    }
  });

  it('counts what it lists', async () => {
    const drawn = await city(11);
    for (const viewer of everyone) {
      const { mine, unassigned } = await tasks.counts(kit.database.sql, viewer, kit.clock.now());
      const expected = {
        mine: listedTasks(drawn, viewer, 'MINE').length,
        unassigned: listedTasks(drawn, viewer, 'UNASSIGNED').length,
      };
      expect([named(viewer), { mine, unassigned }]).toEqual([named(viewer), expected]);
    }
  });
});
