import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { categoryTree } from './category-tree.js';
import { type DemoFiles, parseTable, readDemoFiles } from './demo-files.js';

interface DemoRequest {
  n: number;
  text: string;
  categoryCode: string;
  areaCode: string;
  requester: { kind: string; name?: string; phone?: string };
  unit?: string;
  until?: string;
  ends?: string;
  urges?: number;
  supplement?: string;
  withdraw?: string;
}

const row = z.object({ code: z.string().min(1, 'missing'), kind: z.enum(['A', 'B']) });

describe('parseTable', () => {
  it('reads rows by column name and skips empty lines', () => {
    expect(parseTable('code,kind\r\nx,A\r\n\r\ny,B\r\n', 'some.csv', row)).toEqual([
      { code: 'x', kind: 'A' },
      { code: 'y', kind: 'B' },
    ]);
  });

  it('names file, line and column of a wrong value', () => {
    expect(() => parseTable('code,kind\nx,A\n,B\n', 'some.csv', row)).toThrow('demo/some.csv line 3, code: missing.');
  });

  it('names file and line of a row that is too long or too short', () => {
    expect(() => parseTable('code,kind\nx,A,more\n', 'some.csv', row)).toThrow(
      'demo/some.csv line 2: 2 values expected, 3 found.',
    );
  });
});

describe('the files of the demo city', () => {
  let city: DemoFiles;
  let requests: DemoRequest[];

  beforeAll(async () => {
    city = await readDemoFiles('demo');
    requests = JSON.parse(await readFile('demo/requests.json', 'utf8'));
  });

  it('hold no code, login or name of a person twice', () => {
    for (const values of [
      city.units.map((unit) => unit.code),
      city.areas.map((area) => area.code),
      city.categories.map((category) => category.code),
      city.accounts.map((account) => account.login),
      city.accounts.map((account) => account.name),
    ]) {
      expect(values).toHaveLength(new Set(values).size);
    }
  });

  it('have three levels of categories with at least 100 leaves', () => {
    const tree = categoryTree(city.categories);
    expect(tree.filter(({ level }) => level === 1)).toHaveLength(20);
    expect(tree.filter(({ level }) => level === 3).length).toBeGreaterThanOrEqual(160);
  });

  it('have a handler and a leader in every unit that may lead, so that no case gets stuck', () => {
    const staffed = new Set(city.accounts.map((account) => `${account.unit}:${account.role}`));
    const leading = city.units.filter((unit) => unit.canLead);
    expect(leading.filter(({ code }) => !staffed.has(`${code}:HA`) || !staffed.has(`${code}:UL`))).toEqual([]);
  });

  it('have at least 40 requests, 20 of them live, that name known leaves, areas and units', () => {
    const leaves = new Set(categoryTree(city.categories).flatMap(({ level, code }) => (level === 3 ? [code] : [])));
    const areas = new Set(city.areas.map(({ code }) => code));
    const units = new Set(city.units.flatMap(({ canLead, code }) => (canLead ? [code] : [])));
    expect(requests.length).toBeGreaterThanOrEqual(40);
    expect(requests.filter(({ until }) => until)).toHaveLength(20);
    for (const request of requests) {
      expect(leaves).toContain(request.categoryCode);
      expect(areas).toContain(request.areaCode);
      if (request.unit) expect(units).toContain(request.unit);
      expect(Boolean(request.until)).toBe(!request.ends);
    }
  });

  it('show what a citizen does with a running case: urge, supplement, withdraw', () => {
    for (const act of ['urges', 'supplement', 'withdraw'] as const)
      expect(requests.filter((request) => request.until && request[act])).not.toHaveLength(0);
  });

  it('invent their requesters: numbers of one reserved block, each once', () => {
    for (const { requester } of requests) {
      if (requester.kind === 'ANONYMOUS') expect(requester).toEqual({ kind: 'ANONYMOUS' });
      else expect(requester.phone).toMatch(/^1990000\d{4}$/);
    }
    const phones = requests.flatMap(({ requester }) => requester.phone ?? []);
    expect(phones).toHaveLength(new Set(phones).size);
  });
});
