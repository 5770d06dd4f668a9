import type { Kept, Register } from '../registers/register.js';
import {
  type BrokenRules,
  type Change,
  type City,
  changesBetween,
  type Entry,
  parentOfCategory,
} from '../registers/register.model.js';
import { entryOfLine, type KeysByName } from './entry-of-line.js';
import type { Table } from './read-table.js';
import type { ColumnWords } from './table-words.js';

export interface PlannedLine {
  line: number;
  key: string;
  name: string;
  state: 'NEW' | 'CHANGED' | 'UNCHANGED' | 'REFUSED';
  entry: Entry;
  before: Kept<Entry> | null;
  changes: Change[];
  broken: BrokenRules;
}

/**
 * What each line of a table would do; nothing is written. A line may refer to another line of its table unless that one is
 * refused, so lines are looked at again until no more fall.
 */
export function planImport(
  table: Table,
  words: readonly ColumnWords[],
  register: Register,
  kept: readonly Kept<Entry>[],
  city: City,
  names: KeysByName,
): PlannedLine[] {
  const byKey = new Map(kept.map((one) => [register.keyOf(one.entry), one]));
  const all = withOwnNames(names, register, table);
  const seen = new Set<string>();
  const lines = table.lines.map(({ line, cells }): PlannedLine => {
    const { entry: said, broken } = entryOfLine(cells, words, all);
    const tidied = register.tidy(said);
    const key = register.keyOf(tidied);
    const before = byKey.get(key) ?? null;
    const entry = before ? register.completed(tidied, before.entry) : tidied;
    const twice = key !== '' && seen.has(key);
    seen.add(key);
    const keyField = register.fields[0] as string;
    const refused = {
      ...broken,
      ...(twice ? { [keyField]: 'twice' } : {}),
      ...(before?.active === false ? { [keyField]: 'outOfUse' } : {}),
    };
    return { line, key, name: String(entry.name), state: 'REFUSED', entry, before, changes: [], broken: refused };
  });
  const own = lines.filter(({ broken }) => Object.keys(broken).length === 0);
  let overlaid = city;
  for (let open = own, fallen = true; fallen; ) {
    overlaid = overlay(city, register, open);
    const standing = open.filter((line) => {
      line.broken = register.broken(line.entry, overlaid);
      return Object.keys(line.broken).length === 0;
    });
    fallen = standing.length < open.length;
    open = standing;
  }
  // What is wrong with a line is told at once, not one mistake after the other.
  for (const line of lines)
    if (Object.keys(line.broken).length > 0) line.broken = { ...register.broken(line.entry, overlaid), ...line.broken };
  for (const line of own) {
    if (Object.keys(line.broken).length > 0) continue;
    line.changes = line.before ? changesBetween(line.before.entry, line.entry, register.fields) : [];
    line.state = !line.before ? 'NEW' : line.changes.length > 0 ? 'CHANGED' : 'UNCHANGED';
  }
  return lines;
}

/** The city as it would be with these lines in it. */
function overlay(city: City, { kind }: Register, lines: readonly PlannedLine[]): City {
  if (kind === 'user' || kind === 'team') return city;
  const above = ({ entry, key }: PlannedLine) =>
    kind === 'category' ? parentOfCategory(key) : ((entry.parent as string | null) ?? null);
  const own = new Map<string, { active: boolean; above: string | null }>(city[kind]);
  for (const line of lines) own.set(line.key, { active: line.before?.active ?? true, above: above(line) });
  return { ...city, [kind]: own };
}

/** Units and areas of the table may be named by lines above and below theirs. */
function withOwnNames(names: KeysByName, { kind }: Register, table: Table): KeysByName {
  if (kind !== 'unit' && kind !== 'area') return names;
  const own = new Map(names[kind]);
  for (const { cells } of table.lines)
    if (cells.name && cells.code)
      own.set(cells.name, own.has(cells.name) && own.get(cells.name) !== cells.code ? null : cells.code);
  return { ...names, [kind]: own };
}
