import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const code = z.string().regex(/^[A-Z0-9_]+$/, 'capital letters, digits and _ only');
const optional = (rule: z.ZodString) => z.union([z.literal('').transform(() => null), rule]);
const name = z.string().min(1, 'missing');
const yesNo = z.enum(['true', 'false']).transform((value) => value === 'true');

const unitRow = z.object({
  code,
  name,
  shortName: name,
  kind: z.enum([
    'CITY',
    'DISTRICT',
    'STREET',
    'TOWN',
    'TOWNSHIP',
    'DEPARTMENT',
    'UTILITY',
    'SERVICE_CENTER',
    'COMMUNITY',
  ]),
  parent: optional(code),
  officeClass: z.enum(['OFFICE', 'SHIFT', 'ALWAYS']),
  canLead: yesNo,
});

const teamRow = z.object({ code, name });

const accountRow = z.object({
  login: z.string().regex(/^[a-z0-9_]+(\.(ha|ul))?$/, 'small letters and digits, a unit account ends in .ha or .ul'),
  name,
  role: z.enum(['CA', 'QC', 'DI', 'HA', 'UL', 'CO', 'SU', 'FU', 'LD', 'AU', 'DE', 'AD']),
  unit: optional(code),
  team: optional(code),
});

const categoryCode = z.string().regex(/^\d{2}(-\d{2}){0,2}$/, 'two digits per level, joined by dashes');
const categoryRow = z.object({ code: categoryCode, parent: optional(categoryCode), name });

const areaCode = z.string().regex(/^\d{4}(\d{2}(\d{3}(\d{3})?)?)?$/, '4, 6, 9 or 12 digits');
const phone = z.string().regex(/^1\d{10}$/, '11 digits');
const areaRow = z.object({
  code: areaCode,
  parent: optional(areaCode),
  name,
  kind: z.enum(['CITY', 'DISTRICT', 'STREET', 'TOWN', 'TOWNSHIP', 'GRID_CELL']),
  worker: z.string(),
  phone: z.union([z.literal(''), phone]),
});

const dutyPhoneRow = z.object({ unit: code, phone });

export type DemoUnit = z.infer<typeof unitRow>;
export type DemoTeam = z.infer<typeof teamRow>;
export type DemoAccount = z.infer<typeof accountRow>;
export type DemoCategory = z.infer<typeof categoryRow>;
export type DemoArea = z.infer<typeof areaRow>;
export type DemoDutyPhone = z.infer<typeof dutyPhoneRow>;

/** The invented city as its files say, in file order; references between the files are left to the database. */
export interface DemoFiles {
  units: DemoUnit[];
  teams: DemoTeam[];
  accounts: DemoAccount[];
  categories: DemoCategory[];
  areas: DemoArea[];
  /** Some units have none, so that the duty desk has something to do. */
  dutyPhones: DemoDutyPhone[];
}

/**
 * Reads the tables of a demo folder.
 * @throws Error naming file, line and column of the first row that breaks a rule
 */
export async function readDemoFiles(folder: string): Promise<DemoFiles> {
  const [units, teams, accounts, categories, areas, dutyPhones] = await Promise.all([
    readRows(folder, 'units.csv', unitRow),
    readRows(folder, 'teams.csv', teamRow),
    readRows(folder, 'accounts.csv', accountRow),
    readRows(folder, 'categories.csv', categoryRow),
    readRows(folder, 'areas.csv', areaRow),
    readRows(folder, 'duty-phones.csv', dutyPhoneRow),
  ]);
  return { units, teams, accounts, categories, areas, dutyPhones };
}

async function readRows<Row>(folder: string, file: string, row: z.ZodType<Row>): Promise<Row[]> {
  return parseTable(await readFile(join(folder, file), 'utf8'), file, row);
}

/**
 * Parses a table of plain values: first line the column names, commas between values, no quotes (the files are ours
 * and no value holds a comma). Empty lines are skipped.
 * @throws Error naming file, line and column of the first row that breaks a rule
 */
export function parseTable<Row>(text: string, file: string, row: z.ZodType<Row>): Row[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const columns = (lines[0] ?? '').split(',');
  const rows: Row[] = [];
  lines.forEach((line, index) => {
    if (index === 0 || line.trim() === '') return;
    const values = line.split(',');
    if (values.length !== columns.length) {
      throw new Error(`demo/${file} line ${index + 1}: ${columns.length} values expected, ${values.length} found.`);
    }
    const parsed = row.safeParse(Object.fromEntries(columns.map((column, at) => [column, values[at]?.trim()])));
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      throw new Error(`demo/${file} line ${index + 1}, ${issue?.path.join('.')}: ${issue?.message}.`);
    }
    rows.push(parsed.data);
  });
  return rows;
}
