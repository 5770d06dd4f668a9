import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { demand } from '../../../access/permissions.js';
import type { Viewer } from '../../../access/viewer.js';
import { Clock } from '../../../clock/clock.js';
import { Database, type Sql } from '../../../database/database.js';
import { temporaryPassword } from '../../accounts/accounts.public.js';
import { PreviewOutdated } from '../administration.errors.js';
import { KeepEntries } from '../keep-entries.js';
import { lockRegisters, readCity } from '../registers/city.js';
import { Registers } from '../registers/registers.js';
import { idOf } from '../save-entry.js';
import type { KeysByName } from './entry-of-line.js';
import { type PlannedLine, planImport } from './plan-import.js';
import { readTable, type Table } from './read-table.js';
import { type ImportedKind, TABLES } from './table-words.js';

/** Lines told one by one; of the rest only how many. */
const TOLD = 500;
const HASHED_AT_ONCE = 100;

export interface ImportPreview {
  sheet: string;
  counts: Record<PlannedLine['state'], number>;
  /** Those refused first, then changed and new ones. */
  lines: {
    line: number;
    key: string;
    name: string;
    state: PlannedLine['state'];
    changes: PlannedLine['changes'];
    /** Which cell breaks which rule. */
    problems: { cell: string; field: string; rule: string }[];
  }[];
  /** Of the file and of all that it would do; sent back to import exactly this. */
  fingerprint: string;
}

export interface ImportDone {
  added: number;
  changed: number;
  /** Of new people; told once and kept nowhere. */
  passwords: { login: string; name: string; password: string }[];
}

@Injectable()
export class ImportTable {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly registers: Registers,
    private readonly keep: KeepEntries,
  ) {}

  /** What a table would do, line by line; nothing is written. @throws NotPermitted, ImportRefused */
  async preview(kind: ImportedKind, file: Buffer, viewer: Viewer): Promise<ImportPreview> {
    demand(viewer, 'administer');
    const table = await readTable(file, TABLES[kind]);
    const lines = await this.plan(this.database.sql, kind, table);
    const counts = { NEW: 0, CHANGED: 0, UNCHANGED: 0, REFUSED: 0 };
    for (const { state } of lines) counts[state] += 1;
    const order = ['REFUSED', 'CHANGED', 'NEW', 'UNCHANGED'];
    const told = [...lines].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state)).slice(0, TOLD);
    return {
      sheet: table.sheet,
      counts,
      lines: told.map(({ line, key, name, state, changes, broken }) => ({
        line,
        key,
        name,
        state,
        changes,
        problems: Object.entries(broken).map(([field, rule]) => ({
          cell: `${table.columns[field] ?? ''}${line}`,
          field,
          rule,
        })),
      })),
      fingerprint: fingerprintOf(file, lines),
    };
  }

  /**
   * Writes what the preview showed, in one transaction; refused lines are left out.
   * @throws NotPermitted, ImportRefused, LastAdministrator
   * @throws PreviewOutdated when the file or what it would do is another than was shown
   */
  async execute(kind: ImportedKind, file: Buffer, fingerprint: string, viewer: Viewer): Promise<ImportDone> {
    demand(viewer, 'administer');
    const register = this.registers.some(kind);
    const table = await readTable(file, TABLES[kind]);
    const expected = await this.plan(this.database.sql, kind, table);
    if (fingerprintOf(file, expected) !== fingerprint) throw new PreviewOutdated();
    const secrets = kind === 'user' ? await secretsFor(expected.filter(({ state }) => state === 'NEW')) : new Map();
    return this.database.inTransaction(async (sql) => {
      await lockRegisters(sql);
      const lines = await this.plan(sql, kind, table);
      if (fingerprintOf(file, lines) !== fingerprint) throw new PreviewOutdated();
      const act = { actorId: viewer.id, at: this.clock.now(), imported: true };
      const fresh = lines
        .filter(({ state }) => state === 'NEW')
        .map(({ key, entry }) => ({ id: idOf(register, key), entry, passwordHash: secrets.get(key)?.passwordHash }));
      const edited = lines.flatMap(({ state, before, entry }) =>
        state === 'CHANGED' && before ? [{ before, after: entry }] : [],
      );
      await this.keep.add(sql, register, fresh, act);
      const changed = await this.keep.edit(sql, register, edited, act);
      await register.settle(sql);
      const passwords = fresh.flatMap(({ entry }) => {
        const login = String(entry.login);
        const secret = secrets.get(login);
        return secret ? [{ login, name: String(entry.name), password: secret.password }] : [];
      });
      return { added: fresh.length, changed, passwords };
    });
  }

  private async plan(sql: Sql, kind: ImportedKind, table: Table): Promise<PlannedLine[]> {
    const register = this.registers.some(kind);
    const kept = await register.read(sql, null);
    return planImport(table, TABLES[kind], register, kept, await readCity(sql), await readNames(sql));
  }
}

async function readNames(sql: Sql): Promise<KeysByName> {
  const rows = await sql<{ kind: keyof KeysByName; key: string; name: string }[]>`
    /* namesOfCity */
    select 'unit' as kind, code as key, name
    from units
    union all
    select 'team', code, name
    from teams
    union all
    select 'area', code, name
    from areas`;
  const names: KeysByName = { unit: new Map(), team: new Map(), area: new Map() };
  for (const { kind, key, name } of rows) names[kind].set(name, names[kind].has(name) ? null : key);
  return names;
}

function fingerprintOf(file: Buffer, lines: readonly PlannedLine[]): string {
  const hash = createHash('sha256').update(createHash('sha256').update(file).digest());
  for (const { line, state, entry, before, broken } of lines)
    hash.update(JSON.stringify([line, state, entry, before?.entry ?? null, before?.active ?? null, broken]));
  return hash.digest('hex');
}

async function secretsFor(
  lines: readonly PlannedLine[],
): Promise<Map<string, Awaited<ReturnType<typeof temporaryPassword>>>> {
  const secrets = new Map<string, Awaited<ReturnType<typeof temporaryPassword>>>();
  for (let at = 0; at < lines.length; at += HASHED_AT_ONCE)
    await Promise.all(
      lines.slice(at, at + HASHED_AT_ONCE).map(async ({ key }) => secrets.set(key, await temporaryPassword())),
    );
  return secrets;
}
