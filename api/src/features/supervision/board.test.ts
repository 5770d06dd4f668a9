import { SupervisionDesk } from '../../../../tests/support/supervision-desk.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';
import type { Viewer } from '../../access/viewer.js';

const kit = await openUseCases();
const { BoardQueries } = await import('./board.queries.js');
const { OpenSupervision } = await import('./open-supervision.js');
const { may } = await import('../../access/permissions.js');
const desk = await SupervisionDesk.open(kit);
const { supervisor, leader, auditor, handler, unitLeader } = desk.people;

afterAll(() => kit.close());

async function board(viewer: Viewer = supervisor, filter: Record<string, unknown> = {}, size = 50): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ; ) {
    const page = { filter, first: size, after, seesDiscipline: may(viewer, 'readDiscipline') };
    const { nodes, pageInfo } = await kit.get(BoardQueries).list(kit.database.sql, viewer, page, kit.clock.now());
    ids.push(...nodes.map(({ caseId }) => caseId));
    if (!pageInfo.hasNextPage) return ids;
    after = pageInfo.endCursor;
  }
}

const open = (caseId: string, level: number) =>
  kit
    .get(OpenSupervision)
    .execute({ caseId, level, reason: '督办', ...(level === 5 && { misconduct: 'RUDE' as const }) }, supervisor);

describe('the supervision board', () => {
  let fresh: string;
  let calm: string;
  let late: string;
  let ofOthers: string;
  let accepted: string;
  let discipline: string;

  beforeAll(async () => {
    kit.clock.set('2026-09-24T10:00:00+08:00');
    fresh = (await kit.received()).id;
    calm = (await kit.assigned('SWJ')).id;
    late = (await kit.assigned('SWJ')).id;
    ofOthers = (await kit.assigned('CGJ')).id;
    accepted = (await kit.assigned('SWJ')).id;
    discipline = (await kit.assigned('SWJ')).id;
    const ended = (await kit.assigned('SWJ')).id;
    await kit.sql`update cases set due_at = '2026-09-30T18:00:00+08:00', yellow_at = '2026-09-29T18:00:00+08:00' where closed_at is null`;
    await kit.sql`
      update cases set due_at = '2026-09-24T09:00:00+08:00', yellow_at = '2026-09-23T09:00:00+08:00' where id in (${late}, ${ofOthers})`;
    await kit.sql`update cases set status = 'CLOSED', closed_at = received_at where id = ${ended}`;
    await open(late, 1);
    await open(ofOthers, 2);
    await open(accepted, 1);
    await desk.answered(accepted, (await desk.order(accepted, 1)).id);
    await open(discipline, 5);
  });

  it('shows every open case from its first minute, unanswered ones first, then by what is due', async () => {
    const ids = await board();
    expect(new Set(ids)).toEqual(new Set([fresh, calm, late, ofOthers, accepted, discipline]));
    expect(new Set(ids.slice(0, 2))).toEqual(new Set([late, ofOthers]));
  });

  it('gives the same rows page by page', async () => {
    expect(await board(supervisor, {}, 1)).toEqual(await board());
    expect(await board(supervisor, {}, 4)).toEqual(await board());
  });

  it('is the whole city for supervisors, leaders and auditors, and for a unit leader the own unit', async () => {
    expect(await board(leader)).toHaveLength(6);
    expect(await board(auditor)).toHaveLength(6);
    expect(new Set(await board(unitLeader))).toEqual(new Set([calm, late, accepted, discipline]));
    expect(may(handler, 'readSupervision')).toBe(false);
  });

  it.each([
    ['level 1', { level: [1] }, () => [late, accepted]],
    ['no level', { level: [0] }, () => [fresh, calm]],
    ['level 5', { level: [5] }, () => [discipline]],
    ['unanswered ones', { unanswered: true }, () => [late, ofOthers]],
    ['answered ones', { unanswered: false }, () => [fresh, calm, accepted, discipline]],
    ['red ones', { light: ['RED'] }, () => [late, ofOthers]],
    ['green ones', { light: ['GREEN'] }, () => [fresh, calm, accepted, discipline]],
  ])('narrows to %s', async (_name, filter, expected) => {
    expect(new Set(await board(supervisor, filter))).toEqual(new Set(expected()));
  });

  it('narrows to a unit, a case number, an order number and words', async () => {
    expect(await board(supervisor, { unitId: kit.units.get('CGJ') })).toEqual([ofOthers]);
    expect(await board(supervisor, { text: (await kit.case(calm)).number.toLowerCase() })).toEqual([calm]);
    expect(await board(supervisor, { text: (await desk.order(late, 1)).number })).toEqual([late]);
    expect(await board(supervisor, { text: '自来水' })).toHaveLength(6);
    expect(await board(supervisor, { text: '噪声扰民' })).toEqual([]);
  });

  it('does not tell a unit of its discipline: no level, no number', async () => {
    expect(new Set(await board(unitLeader, { level: [0] }))).toEqual(new Set([calm, discipline]));
    expect(await board(unitLeader, { level: [5] })).toEqual([]);
    expect(await board(unitLeader, { text: (await desk.order(discipline, 5)).number })).toEqual([]);
  });

  it('counts by level and by unit what the reader may see', async () => {
    const { sql } = kit.database;
    const queries = kit.get(BoardQueries);
    expect(await queries.levels(sql, supervisor, true)).toEqual([
      { level: null, cases: 2, unanswered: 0 },
      { level: 1, cases: 2, unanswered: 1 },
      { level: 2, cases: 1, unanswered: 1 },
      { level: 5, cases: 1, unanswered: 0 },
    ]);
    expect(await queries.levels(sql, unitLeader, false)).toEqual([
      { level: null, cases: 2, unanswered: 0 },
      { level: 1, cases: 2, unanswered: 1 },
    ]);
    const units = await queries.units(sql, supervisor, true, kit.clock.now());
    expect(units).toEqual([
      { unitId: kit.units.get('SWJ'), cases: 4, supervised: 3, unanswered: 1, red: 1 },
      { unitId: kit.units.get('CGJ'), cases: 1, supervised: 1, unanswered: 1, red: 1 },
      { unitId: null, cases: 1, supervised: 0, unanswered: 0, red: 0 },
    ]);
  });
});
