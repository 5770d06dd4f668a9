import { openUseCases } from '../../../../tests/support/use-case-kit.js';
import type { Viewer } from '../../access/viewer.js';
import type { Sql } from '../../database/database.js';
import type { CaseFilter } from './case-filter.js';
import type { CaseSort } from './case-order.js';

const ENDED = 75_000;
const OPEN = 3_000;
const OF_HANDLER = ENDED / 19;
/** Rows that a first page may touch: far below the table, far above its fifty. */
const TOUCHED = 27_000;

const kit = await openUseCases();
const { CaseQueries } = await import('./case.queries.js');
const NOW = new Date('2026-09-24T10:00:00+08:00');
const people: Record<string, Viewer> = {
  supervisor: await kit.person('SU'),
  handler: await kit.person('HA', { unit: 'SWJ' }),
  newcomer: await kit.person('HA', { unit: 'RQGS' }),
  agent: await kit.person('CA', { unit: 'ZWZX', team: 'HUAWU' }),
};

beforeAll(async () => {
  await fill();
}, 120_000);
afterAll(() => kit.close());

/** A city's years: every case received at another minute, the open ones among the last ended ones. */
async function fill(): Promise<void> {
  const { sql, units } = kit;
  const [swj, cgj] = [units.get('SWJ') ?? '', units.get('CGJ') ?? ''];
  const requester = '00000000-0000-7000-8000-000000000001';
  await sql.begin(async (sql) => {
    // Looking up the same few units and categories for every row took 7 of 17 s.
    await sql`set local session_replication_role = replica`;
    await sql`insert into requesters (id, kind, masked_name, created_at) values (${requester}, 'ANONYMOUS', '', now())`;
    await sql`
      insert into cases (id, number, check_code_hash, idempotency_key, type, channel, category_code, area_code, title, original_text, requester_id,
        urgency, status, phase, lead_unit_id, first_receiver_user_id, due_at, yellow_at, paused_at, received_at, closed_at)
      select gen_random_uuid(), 'LC' || lpad(n::text, 13, '0'), '\\x00', n::text,
        (array['CONSULT', 'HELP', 'COMPLAINT', 'REPORT', 'SUGGESTION', 'PRAISE'])[1 + n % 6],
        case when n % 499 = 0 then 'MEDIA_QA' when n % 3 = 0 then 'WEB_FORM' else 'PHONE' end,
        case when n % 301 = 0 then '06-01-01' when n % 2 = 0 then '05-01-01' else '05-01-02' end, '990101001', '停水', '停水', ${requester},
        2 + (n % 50 = 0)::int, case when open then 'IN_PROGRESS' else 'CLOSED' end, 'HANDLE',
        case when n % 19 = 0 then ${swj}::uuid else ${cgj}::uuid end, case when n % 997 = 0 then ${people.agent?.id ?? ''}::uuid end,
        case when open and n % 10 <> 0 then ${NOW}::timestamptz + (n % 200 - 20) * interval '1 hour' end,
        case when open and n % 10 <> 0 then ${NOW}::timestamptz + (n % 200 - 44) * interval '1 hour' end,
        case when open and n % 10 = 0 then ${NOW}::timestamptz end,
        ${NOW}::timestamptz - n * interval '1 minute', case when not open then ${NOW}::timestamptz - n * interval '30 seconds' end
      from (select n, n % ${ENDED / OPEN} = 0 as open from generate_series(1, ${ENDED}) n) drawn`;
    await sql`
      insert into case_words (case_id, bigrams)
      select id, case when number like '%07' then array['停水', '水管'] else array['噪声', '声扰', '扰民'] end from cases`;
    await sql`
      insert into assignments (id, case_id, unit_id, kind, status, mode, assigned_at)
      select gen_random_uuid(), id, lead_unit_id, 'LEAD', case when closed_at is null then 'WORKING' else 'ACCEPTED' end, 'MANUAL', received_at from cases`;
  });
  await sql`vacuum analyze cases, case_words, assignments, requesters`;
}

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: PlanNode[];
}

/** A pool that explains the statements of this name beside running them, and sums up the rows they read from tables. */
function explaining(name: string): { sql: Sql; touched: () => number } {
  const { sql } = kit.database;
  let touched = 0;
  const told = new Proxy(sql, {
    apply(target, self, [strings, ...values]: [TemplateStringsArray, ...unknown[]]) {
      const query = Reflect.apply(target, self, [strings, ...values]);
      if (!strings[0]?.includes(`/* ${name} */`)) return query;
      const answer = (async () => {
        const [row] = await sql<{ 'QUERY PLAN': [{ Plan: PlanNode }] }[]>`explain (analyze, format json) ${query}`;
        if (row) touched += rowsRead(row['QUERY PLAN'][0].Plan);
        return await query;
      })();
      // Where a statement's own options would be.
      return Object.assign(answer, { options: {} });
    },
  }) as Sql;
  return { sql: told, touched: () => touched };
}

async function touchedBy(viewer: Viewer, filter: CaseFilter, sort: CaseSort, after: string | null = null) {
  const { sql, touched } = explaining('listCases');
  await kit.get(CaseQueries).list(sql, viewer, filter, sort, { first: 50, after }, NOW);
  return touched();
}

function rowsRead(node: PlanNode): number {
  const below = (node.Plans ?? []).reduce((sum, each) => sum + rowsRead(each), 0);
  if (!node['Relation Name']) return below;
  const here =
    node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return below + here * node['Actual Loops'];
}

const days = (count: number) => new Date(NOW.getTime() - count * 86_400_000);
const FILTERS: Record<string, CaseFilter> = {
  everything: {},
  'what is open': { open: true },
  'what has ended': { open: false },
  'red lights': { open: true, light: ['RED'] },
  'what stands still': { open: true, paused: true },
  'one unit': { open: true, unitId: 'SWJ' },
  'a category with what is below': { categoryCode: '05' },
  'a rare category': { categoryCode: '06' },
  'a rare channel': { channel: ['MEDIA_QA'] },
  'a type under way': { open: true, type: ['REPORT'] },
  'two characters': { text: '停水' },
  'two characters that most have': { text: '噪声', open: false },
  'urgent and open': { open: true, urgency: [3, 4] },
  'the beginning of a number': { number: 'LC00000012' },
  'a week of receipt': { receivedFrom: days(60), receivedTo: days(53) },
  'due within a day': { open: true, dueFrom: NOW, dueTo: days(-1) },
};
const SORTS: CaseSort[] = ['RECEIVED_DESC', 'RECEIVED_ASC', 'DUE_ASC', 'LIGHT_DESC', 'CLOSED_DESC'];

/** Filters that narrow, on the orders people page through; the others differ by their last sections only. */
const ASKED: [string, CaseFilter, CaseSort][] = Object.entries(FILTERS).flatMap(([name, filter]) =>
  SORTS.filter(
    (sort) => (sort !== 'LIGHT_DESC' || filter.open) && (sort !== 'CLOSED_DESC' || !filter.receivedFrom),
  ).map((sort): [string, CaseFilter, CaseSort] => [
    `${name}, ${sort}`,
    filter.unitId ? { ...filter, unitId: kit.units.get(filter.unitId) ?? '' } : filter,
    sort,
  ]),
);

async function heavy(viewer: Viewer, asked: typeof ASKED, bound: number): Promise<Record<string, number>> {
  const much: Record<string, number> = {};
  for (const [name, filter, sort] of asked) {
    const touched = await touchedBy(viewer, filter, sort);
    if (touched > bound) much[name] = touched;
  }
  return much;
}

describe(`the first page of ${ENDED} cases`, () => {
  it('reads a small part of them for every filter and order', async () => {
    expect(await heavy(people.supervisor as Viewer, ASKED, TOUCHED)).toEqual({});
  }, 120_000);

  it.each([
    ['handler', 8 * OF_HANDLER],
    ['newcomer', 500],
    ['agent', 5_000],
  ] as const)(
    'begins with the cases of whoever sees few: %s',
    async (who, bound) => {
      const some = ASKED.filter(([name]) =>
        /^(everything|what is open|what has ended|two characters|a rare channel),/.test(name),
      );
      expect(await heavy(people[who] as Viewer, some, bound)).toEqual({});
    },
    120_000,
  );

  it('reads no more for a page far down than for the first', async () => {
    for (const sort of SORTS) {
      let after: string | null = null;
      for (let page = 1; page <= 40; page += 1) {
        const shown = { first: 50, after };
        const list = kit.get(CaseQueries).list(kit.database.sql, people.supervisor as Viewer, {}, sort, shown, NOW);
        after = (await list).pageInfo.endCursor;
      }
      const touched = await touchedBy(people.supervisor as Viewer, {}, sort, after);
      // By light a page may look through what is open once more, never through what has ended.
      expect([sort, touched < (sort === 'LIGHT_DESC' ? 2 * OPEN : 500)]).toEqual([sort, true]);
    }
  });

  it('looks one case up without reading the others of its unit', async () => {
    const [row] = await kit.sql<{ id: string; number: string }[]>`
      select id, number from cases where lead_unit_id = ${kit.units.get('SWJ') ?? ''} limit 1`;
    for (const viewer of Object.values(people)) {
      for (const key of [{ id: row?.id ?? '' }, { number: row?.number ?? '' }]) {
        const { sql, touched } = explaining('findCase');
        await kit.get(CaseQueries).find(sql, viewer, key);
        expect([viewer.roles, key, touched() < 20]).toEqual([viewer.roles, key, true]);
      }
    }
  });
});
