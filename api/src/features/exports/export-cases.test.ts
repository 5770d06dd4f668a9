import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import ExcelJS from 'exceljs';
import { type CaseListChoice, everything } from '../../../../common/src/case-list/case-list-address.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';
import { waitFor } from '../../../../tests/support/wait-for.js';
import type { Viewer } from '../../access/viewer.js';
import { exportColumns, exportWords } from './export-words.model.js';

const kit = await openUseCases();
const { ExportCases } = await import('./export-cases.js');
const analyst = await kit.person('QC', { name: '岑质检' });
const auditor = await kit.person('AU');
const all: CaseListChoice = { ...everything, state: 'all' };

afterAll(() => kit.close());

async function begun(viewer: Viewer, change: Partial<CaseListChoice> = {}, format: 'CSV' | 'XLSX' = 'CSV') {
  const started = await kit.get(ExportCases).start({ choice: { ...all, ...change }, format, language: 'zh' }, viewer);
  const sink = new PassThrough();
  const gone = new AbortController();
  const written = started.writeTo(sink, gone.signal);
  return { ...started, sink, gone, written };
}

/** The file as lines of cells, by a reader of RFC 4180 that knows nothing of the writer. */
function readCsv(file: string): string[][] {
  const lines: string[][] = [[]];
  for (const [, quoted, plain = '', end] of file.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n"]*))(,|\r\n|$)/g)) {
    lines.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') lines.push([]);
    if (end === '') break;
  }
  return lines.slice(0, -1);
}

async function csv(viewer: Viewer, change: Partial<CaseListChoice> = {}) {
  const { sink, written, ...started } = await begun(viewer, change);
  const file = (await buffer(sink)).toString();
  await written;
  const [mark, heads, ...rows] = readCsv(file.slice(1));
  const column = (name: (typeof exportColumns)[number]) => rows.map((row) => row[exportColumns.indexOf(name)]);
  return { ...started, file, mark: mark ?? [], heads: heads ?? [], rows, column };
}

const events = (id: string) =>
  kit.sql<{ type: string; body: Record<string, unknown>; actor_id: string }[]>`
    select type, body, actor_id from events where stream = ${`export:${id}`} order by seq`;

describe('an export as CSV', () => {
  it('begins with who, when and which number, names the columns, and holds every case of the list in its order', async () => {
    const [first, second] = [
      await kit.received({ title: '水压不足' }),
      await kit.assigned('SWJ', { title: '夜间停水' }),
    ];
    kit.clock.advance(1);
    const { file, number, mark, heads, column } = await csv(analyst, { sort: 'RECEIVED_ASC' });
    expect(file.startsWith('\ufeff')).toBe(true);
    expect(mark).toEqual([
      `内部资料 请勿外传 · 导出人 岑质检（${analyst.login}），2026-09-24 10:01，编号 ${number} · 不含严格保密的工单`,
    ]);
    expect(number).toMatch(/^EX260924\d{4}[\dX]$/);
    expect(heads).toEqual(Object.values(exportWords.zh.columns));
    expect(column('number')).toEqual([first.number, second.number]);
    expect(column('title')).toEqual(['水压不足', '夜间停水']);
    expect(column('type')).toEqual(['投诉', '投诉']);
    expect(column('received')).toEqual(['2026-09-24 10:00', '2026-09-24 10:00']);
    expect(column('unit')).toEqual(['', 'SWJ']);
    expect(column('limit')).toEqual(['', '办理']);
  });

  it('masks the requester for everybody, also for those who see the identity on the page', async () => {
    const { number } = await kit.received({ requester: { kind: 'PERSON', name: '欧阳测试', phone: '19900004321' } });
    const { file, rows } = await csv(analyst, { text: number });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toEqual(expect.arrayContaining(['欧***', '199****4321']));
    expect(file).not.toContain('欧阳测试');
    expect(file).not.toContain('19900004321');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])('makes no formula of %j', async (title) => {
    const { id, number } = await kit.received();
    await kit.sql`update cases set title = ${title} where id = ${id}`;
    expect((await csv(analyst, { text: number })).column('title')).toEqual([`'${title}`]);
  });

  it('keeps commas, quotes and line ends in their cell', async () => {
    const { id, number } = await kit.received();
    const title = '他说"停水",\r\n已经三天';
    await kit.sql`update cases set title = ${title} where id = ${id}`;
    expect((await csv(analyst, { text: number })).column('title')).toEqual([title]);
  });

  it('holds what the filter finds and nothing else', async () => {
    const { number } = await kit.received({ text: '桥洞里的猫叫了一夜' });
    expect((await csv(analyst, { text: '桥洞' })).column('number')).toEqual([number]);
    expect((await csv(analyst, { text: '没有这样的话' })).rows).toEqual([]);
  });
});

describe('an export as XLSX', () => {
  it('can be read back, with the watermark in its first row and below every page', async () => {
    const { number } = await kit.received({ text: '要读回来的一件', title: '=HYPERLINK("x")' });
    const { sink, written, number: given } = await begun(analyst, { text: '要读回来' }, 'XLSX');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await buffer(sink)) as unknown as ArrayBuffer);
    await written;
    const sheet = book.worksheets[0];
    if (!sheet) throw new Error('no sheet');
    expect(sheet.getCell('A1').text).toContain(given);
    expect(sheet.headerFooter.oddFooter).toContain(given);
    expect(sheet.headerFooter.oddFooter).toContain('内部资料 请勿外传');
    expect(sheet.rowCount).toBe(3);
    const cellOf = (name: (typeof exportColumns)[number]) => sheet.getRow(3).getCell(exportColumns.indexOf(name) + 1);
    expect(sheet.getRow(2).getCell(1).text).toBe('工单号');
    expect(cellOf('number').value).toBe(number);
    // A text, not a formula.
    expect(cellOf('title').value).toBe('=HYPERLINK("x")');
    expect(cellOf('received').value).toBeInstanceOf(Date);
  });

  it('is a whole file even with nothing in it', async () => {
    const { sink, written } = await begun(analyst, { text: '没有这样的话' }, 'XLSX');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await buffer(sink)) as unknown as ArrayBuffer);
    await written;
    expect(book.worksheets[0]?.rowCount).toBe(2);
  });
});

describe('what leaves the house', () => {
  it('is within the exporter’s scope', async () => {
    const leader = await kit.person('UL', { unit: 'CGJ' });
    const [ours, theirs] = [await kit.assigned('CGJ'), await kit.assigned('SWJ')];
    const numbers = (await csv(leader)).column('number');
    expect(numbers).toContain(ours.number);
    expect(numbers).not.toContain(theirs.number);
  });

  it('is strictly confidential only with those who read such matters', async () => {
    const { number } = await kit.received({ type: 'REPORT' });
    expect((await csv(analyst)).column('number')).not.toContain(number);
    const read = await csv(auditor);
    expect(read.column('number')).toContain(number);
    expect(read.mark[0]).not.toContain('不含严格保密');
  });

  it.each(['CA', 'HA', 'CO', 'FU', 'DE', 'AD', 'CI'] as const)('is nothing for %s', async (role) => {
    const person = await kit.person(role, { unit: 'SWJ' });
    await expect(begun(person)).rejects.toMatchObject({ name: 'NotPermitted', details: { action: 'exportCases' } });
    expect(await kit.sql`select from exports where user_id = ${person.id}`).toHaveLength(0);
  });

  it('is found by phone only by those who may, and the digits are kept nowhere', async () => {
    await expect(begun(analyst, { phoneLast4: '4321' })).rejects.toMatchObject({ details: { action: 'findByPhone' } });
    const supervisor = await kit.person('SU');
    const { id } = await csv(supervisor, { phoneLast4: '4321' });
    const reads = await kit.sql`select what from access_reads where user_id = ${supervisor.id} order by id`;
    expect(reads.map(({ what }) => what)).toEqual(['phoneLast4Search', 'export']);
    const [row] = await kit.sql`select filter from exports where id = ${id}`;
    expect(row?.filter).toBe('state=all');
    expect((await events(id))[0]?.body).toMatchObject({ byPhone: true, filter: 'state=all' });
  });
});

describe('the trace of an export', () => {
  it('tells who began it and how it ended', async () => {
    const { id, number, rows } = await csv(analyst);
    expect(await kit.sql`select number, user_id, format, state, rows from exports where id = ${id}`).toEqual([
      { number, user_id: analyst.id, format: 'CSV', state: 'FINISHED', rows: rows.length },
    ]);
    expect(await events(id)).toEqual([
      {
        type: 'export.started',
        body: { number, format: 'CSV', filter: 'state=all', byPhone: false },
        actor_id: analyst.id,
      },
      { type: 'export.finished', body: { rows: rows.length }, actor_id: analyst.id },
    ]);
    const [read] = await kit.sql`select what, user_id from access_reads where reason = ${number}`;
    expect(read).toEqual({ what: 'export', user_id: analyst.id });
  });
});

describe('the words of an export', () => {
  it.each(['zh', 'en'] as const)('are those of the pages: %s', (language) => {
    const file = join(import.meta.dirname, `../../../../web/src/locales/${language}/common.json`);
    const { columns, sheet, mark, by, withoutStrict, page, ...codes } = exportWords[language];
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject(codes);
  });
});

describe('a long export', () => {
  const ROWS = Number(process.env.YOUSU_EXPORT_ROWS ?? 30_000);
  /** More than at the first looks may never be held: what gathers the rows of a sheet holds 8. YOUSU_EXPORT_ROWS measures with more. */
  const MEGABYTES = 6;
  const LOOKS = 20;
  const BYTES_OF_A_ROW = { CSV: 168, XLSX: 76 };
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

  beforeAll(async () => {
    const { id } = await kit.received({ type: 'COMPLAINT' });
    await kit.sql`
      insert into cases (id, number, check_code_hash, idempotency_key, type, channel, category_code, area_code, title, original_text, requester_id, status, phase, received_at)
      select gen_random_uuid(), 'LC' || lpad(n::text, 13, '0'), '\\x00', 'long ' || n, 'PRAISE', channel, category_code, area_code, '窗口的同志很耐心，' || n, 'x',
        requester_id, 'IN_PROGRESS', 'HANDLE', received_at - n * interval '1 second'
      from cases, generate_series(1, ${ROWS}::int) n where id = ${id}`;
    await kit.sql`analyze cases`;
  }, 600_000);

  it.each(['CSV', 'XLSX'] as const)(
    'takes bounded memory, however many rows: %s',
    async (format) => {
      setFlagsFromString('--expose-gc');
      const collect = runInNewContext('gc') as () => void;
      const used = () => {
        collect();
        const { heapUsed, arrayBuffers } = process.memoryUsage();
        return heapUsed + arrayBuffers;
      };
      const held: number[] = [];
      let bytes = 0;
      const { sink, written, id } = await begun(analyst, { type: ['PRAISE'] }, format);
      let looked = 0;
      for await (const chunk of sink) {
        bytes += (chunk as Buffer).length;
        if (bytes - looked < (ROWS * BYTES_OF_A_ROW[format]) / LOOKS) continue;
        looked = bytes;
        held.push(used());
      }
      await written;
      const [row] = await kit.sql`select state, rows from exports where id = ${id}`;
      expect(row).toEqual({ state: 'FINISHED', rows: ROWS });
      expect(held.length).toBeGreaterThan(LOOKS / 2);
      const more = Math.max(...held) - mean(held.slice(0, 3));
      if (process.env.YOUSU_EXPORT_ROWS)
        process.stderr.write(`${format} ${ROWS} rows: ${bytes} bytes, ${more} more held at most\n`);
      expect(more / 1_000_000).toBeLessThan(MEGABYTES);
    },
    600_000,
  );

  it.each(['CSV', 'XLSX'] as const)('waits for a slow reader, and ends with one that goes away: %s', async (format) => {
    const { sink, gone, written, id } = await begun(analyst, { type: ['PRAISE'] }, format);
    sink.on('error', () => {});
    await waitFor(async () => sink.writableLength + sink.readableLength > 0, 'something was written');
    const cursors = () => kit.sql`
      select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and query like '%exportCases%' and wait_event = 'ClientRead'`;
    await waitFor(async () => (await cursors()).length === 1, 'the cursor waits');
    gone.abort();
    await written;
    expect(await cursors()).toHaveLength(0);
    const [row] = await kit.sql<{ state: string; rows: number }[]>`select state, rows from exports where id = ${id}`;
    expect(row?.state).toBe('BROKEN');
    expect(row?.rows).toBeLessThan(ROWS);
    expect((await events(id)).map(({ type }) => type)).toEqual(['export.started', 'export.brokenOff']);
  });

  it('is one at a time for each person, and three for all', async () => {
    const others = [await kit.person('SU'), await kit.person('LD')];
    const running = [await begun(analyst), await begun(others[0] as Viewer), await begun(others[1] as Viewer)];
    await expect(begun(analyst)).rejects.toMatchObject({ name: 'TooManyExports', details: { whose: 'OWN' } });
    await expect(begun(auditor)).rejects.toMatchObject({ name: 'TooManyExports', details: { whose: 'ALL' } });
    for (const { sink, gone, written } of running) {
      sink.on('error', () => {});
      gone.abort();
      await written;
    }
    expect((await csv(auditor, { text: '没有这样的话' })).rows).toEqual([]);
  });
});
