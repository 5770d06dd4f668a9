import fc from 'fast-check';
import { bigrams } from '../../../../common/src/text/bigrams.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';
import type { CaseFilter } from './case-filter.js';
import type { CaseSort } from './case-order.js';

const kit = await openUseCases();
const { ListCases } = await import('./list-cases.js');
const { COUNTED_UP_TO, CountCases } = await import('./count-cases.js');
const { RequesterVault } = await import('./requester-vault.js');
const supervisor = await kit.person('SU');

afterAll(() => kit.close());

async function found(filter: CaseFilter, sort: CaseSort): Promise<string[]> {
  const { nodes, pageInfo } = await kit.get(ListCases).execute({ filter, sort, first: 200 }, supervisor);
  expect(pageInfo.hasNextPage).toBe(false);
  return nodes.map(({ id }) => id);
}

interface Row {
  id: string;
  type: string;
  channel: string;
  status: string;
  phase: string;
  urgency: number;
  category: string | null;
  area: string | null;
  unit: string | null;
  due: number | null;
  yellow: number | null;
  paused: boolean;
  received: number;
  closed: number | null;
  words: string;
  phone: string;
}

const NOW = Date.parse('2026-09-24T10:00:00+08:00');
const HOUR = 3_600_000;
const CATEGORIES = ['05', '05-01', '05-01-01', '05-01-02', '06-01-01', null];
const AREAS = ['9901', '990101', '990101001', '990101001002', null];
const WORDS = ['路灯不亮', '停水三天', '噪声扰民', '停水又停电'];
const PHONES = ['0042', '1234', '9999'];

/** Replaces every case by drawn ones. */
async function store(rows: Row[]): Promise<void> {
  const vault = kit.get(RequesterVault);
  await kit.sql.begin(async (sql) => {
    for (const table of ['case_words', 'cases', 'requesters']) await sql`delete from ${sql(table)}`;
    for (const phone of PHONES)
      await sql`
        insert into requesters (id, kind, masked_name, phone_last4_index, created_at)
        values (${requesterOf(phone)}, 'PERSON', '某*', ${vault.index('last4', phone)}, ${new Date(NOW)})`;
    for (const [index, row] of rows.entries()) {
      const at = (instant: number | null) => (instant === null ? null : new Date(instant));
      await sql`
        insert into cases (id, number, check_code_hash, idempotency_key, type, channel, category_code, area_code, title, original_text, requester_id,
          urgency, status, phase, lead_unit_id, due_at, yellow_at, paused_at, received_at, closed_at)
        values (${row.id}, ${`LC${String(index).padStart(13, '0')}`}, '\\x00', ${row.id}, ${row.type}, ${row.channel}, ${row.category}, ${row.area},
          ${row.words}, ${row.words}, ${requesterOf(row.phone)}, ${row.urgency}, ${row.status}, ${row.phase},
          ${row.unit === null ? null : (kit.units.get(row.unit) ?? null)}, ${at(row.due)}, ${at(row.yellow)},
          ${row.paused ? new Date(NOW - HOUR) : null}, ${at(row.received)}, ${at(row.closed)})`;
      await sql`insert into case_words (case_id, bigrams) values (${row.id}, ${bigrams(row.words)})`;
    }
  });
}

const requesterOf = (phone: string) => `00000000-0000-7000-8000-00000000${phone}`;

const hour = fc.integer({ min: -4, max: 4 });
const row: fc.Arbitrary<Row> = fc
  .record({
    id: fc.uuid({ version: 7 }),
    type: fc.constantFrom('CONSULT', 'COMPLAINT', 'REPORT'),
    channel: fc.constantFrom('PHONE', 'WEB_FORM'),
    phase: fc.constantFrom('DISPATCH', 'HANDLE'),
    urgency: fc.constantFrom(2, 3, 4),
    category: fc.constantFrom(...CATEGORIES),
    area: fc.constantFrom(...AREAS),
    unit: fc.constantFrom('SWJ', 'CGJ', null),
    words: fc.constantFrom(...WORDS),
    phone: fc.constantFrom(...PHONES),
    received: hour,
    due: hour,
    state: fc.constantFrom('going', 'going', 'unlimited', 'paused', 'ended'),
  })
  .map(({ state, received, due, ...rest }) => ({
    ...rest,
    status: state === 'ended' ? 'CLOSED' : 'IN_PROGRESS',
    paused: state === 'paused',
    received: NOW + received * HOUR,
    due: state === 'going' || state === 'ended' ? NOW + due * HOUR : null,
    yellow: state === 'going' || state === 'ended' ? NOW + (due - 2) * HOUR : null,
    closed: state === 'ended' ? NOW : null,
  }));

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 1 });
const some = (...values: string[]) => maybe(fc.subarray(values, { minLength: 1 }));
const instant = maybe(hour.map((hours) => new Date(NOW + hours * HOUR)));
const filter = fc.record<CaseFilter>(
  {
    text: maybe(fc.constantFrom('停水', '噪声', '水三天', '不', 'szfl')),
    status: some('IN_PROGRESS', 'CLOSED'),
    type: some('CONSULT', 'COMPLAINT', 'REPORT'),
    channel: some('PHONE', 'WEB_FORM'),
    phase: some('DISPATCH', 'HANDLE'),
    urgency: maybe(fc.subarray([2, 3, 4], { minLength: 1 })),
    light: some('RED', 'YELLOW', 'GREEN'),
    categoryCode: maybe(fc.constantFrom('05', '05-01', '06-01-01')),
    areaCode: maybe(fc.constantFrom('9901', '990101', '990101001', '990101001002')),
    withoutUnit: maybe(fc.boolean()),
    paused: maybe(fc.boolean()),
    dueFrom: instant,
    dueTo: instant,
    receivedFrom: instant,
    receivedTo: instant,
    open: maybe(fc.boolean()),
    phoneLast4: maybe(fc.constantFrom(...PHONES)),
  },
  { requiredKeys: [] },
);

/** What the filter says, read slowly and knowing nothing of the application's SQL. */
function fits(row: Row, wanted: CaseFilter): boolean {
  const within = (values: readonly unknown[] | null | undefined, value: unknown) =>
    !values?.length || values.includes(value);
  const below = (parent: string, code: string | null, separator: string) =>
    code === parent || (code?.startsWith(`${parent}${separator}`) ?? false);
  const light =
    row.closed !== null || row.paused
      ? null
      : row.due !== null && row.due <= NOW
        ? 'RED'
        : row.yellow !== null && row.yellow <= NOW
          ? 'YELLOW'
          : 'GREEN';
  const text = wanted.text ?? '';
  return (
    within(wanted.status, row.status) &&
    within(wanted.type, row.type) &&
    within(wanted.channel, row.channel) &&
    within(wanted.phase, row.phase) &&
    within(wanted.urgency, row.urgency) &&
    (!wanted.light?.length || wanted.light.includes(light ?? '')) &&
    (!wanted.categoryCode || below(wanted.categoryCode, row.category, '-')) &&
    (!wanted.areaCode || below(wanted.areaCode, row.area, '')) &&
    (!wanted.withoutUnit || row.unit === null) &&
    (wanted.paused == null || wanted.paused === row.paused) &&
    (!wanted.dueFrom || (row.due !== null && row.due >= wanted.dueFrom.getTime())) &&
    (!wanted.dueTo || (row.due !== null && row.due < wanted.dueTo.getTime())) &&
    (!wanted.receivedFrom || row.received >= wanted.receivedFrom.getTime()) &&
    (!wanted.receivedTo || row.received < wanted.receivedTo.getTime()) &&
    (wanted.open == null || wanted.open === (row.closed === null)) &&
    (!wanted.phoneLast4 || wanted.phoneLast4 === row.phone) &&
    (text.length < 2 || row.words.includes(text) || (text === 'szfl' && below('06', row.category, '-')))
  );
}

describe('every filter of the list', () => {
  it('finds what a plain reading of all cases finds, in every order, and counts as many', async () => {
    kit.clock.set('2026-09-24T10:00:00+08:00');
    await kit.sql`update categories set pinyin = name, initials = name`;
    await kit.sql`update categories set pinyin = 'shi zhi', initials = 'szfl' where code = '06'`;
    const rows = fc.uniqueArray(row, { minLength: 20, maxLength: 40, selector: ({ id }) => id });
    const sort = fc.constantFrom<CaseSort>('RECEIVED_DESC', 'RECEIVED_ASC', 'DUE_ASC', 'LIGHT_DESC', 'CLOSED_DESC');
    await fc.assert(
      fc.asyncProperty(rows, fc.array(fc.tuple(filter, sort), { minLength: 25, maxLength: 25 }), async (all, asked) => {
        await store(all);
        for (const [wanted, order] of asked) {
          const expected = all.filter((each) => fits(each, wanted)).map(({ id }) => id);
          expect((await found(wanted, order)).sort()).toEqual(expected.sort());
          expect(await kit.get(CountCases).execute(wanted, supervisor)).toEqual({
            value: expected.length,
            kind: 'EXACT',
          });
        }
      }),
      { numRuns: 6 },
    );
  });
});

describe('how many there are', () => {
  it('is counted up to a thousand and estimated beyond', async () => {
    await store([]);
    const make = (many: number, from: number) => kit.sql`
      insert into cases (id, number, check_code_hash, idempotency_key, type, channel, title, original_text, requester_id, status, phase, received_at)
      select gen_random_uuid(), 'LC' || lpad(n::text, 13, '0'), '\\x00', n::text, 'HELP', 'PHONE', 't', 't', ${requesterOf('0042')}, 'RECEIVED', 'RECEIVE', now()
      from generate_series(${from}::int, ${from + many - 1}::int) n`;
    await make(COUNTED_UP_TO, 1);
    await kit.sql`analyze cases`;
    expect(await kit.get(CountCases).execute({}, supervisor)).toEqual({ value: COUNTED_UP_TO, kind: 'EXACT' });
    await make(4 * COUNTED_UP_TO, COUNTED_UP_TO + 1);
    await kit.sql`analyze cases`;
    const { value, kind } = await kit.get(CountCases).execute({ type: ['HELP'] }, supervisor);
    expect(kind).toBe('ESTIMATE');
    expect(value).toBeGreaterThan(4 * COUNTED_UP_TO);
    expect(value).toBeLessThan(6 * COUNTED_UP_TO);
    expect(await kit.get(CountCases).execute({ type: ['PRAISE'] }, supervisor)).toEqual({ value: 0, kind: 'EXACT' });
  });
});
