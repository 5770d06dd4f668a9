import type { BrokenRules, Entry } from '../registers/register.model.js';
import type { ColumnWords } from './table-words.js';

/** Keys by full name or key, per register; a name that two entries share stands for neither. */
export type KeysByName = Record<'unit' | 'team' | 'area', Map<string, string | null>>;

/** What a line says as an entry; words in either language become codes. @returns with rules that its cells break themselves */
export function entryOfLine(
  cells: Record<string, string>,
  words: readonly ColumnWords[],
  names: KeysByName,
): { entry: Entry; broken: BrokenRules } {
  const entry: Record<string, Entry[string]> = {};
  const broken: Record<string, string> = {};
  for (const column of words) {
    const said = cells[column.field] ?? '';
    const value = codedValue(said, column, names);
    if (value === undefined) broken[column.field] = said === '' ? 'required' : 'unknownValue';
    entry[column.field] = value === undefined ? (column.many ? [] : said) : value;
  }
  return { entry, broken };
}

function codedValue(said: string, column: ColumnWords, names: KeysByName): Entry[string] | undefined {
  if (column.many) {
    const codes = splitWords(said, column).map((one) => codeOf(one, column));
    return codes.every((code) => code !== undefined) ? (codes as string[]) : undefined;
  }
  if (column.values) {
    const code = codeOf(said, column);
    return code === 'true' || code === 'false' ? code === 'true' : code;
  }
  if (column.refersTo) return said === '' ? null : (names[column.refersTo].get(said) ?? said);
  if (column.field === 'sort') return said === '' ? null : Number(said);
  if (column.field === 'statutoryLimit') return said === '' ? null : said;
  return said;
}

function codeOf(said: string, { values = {} }: ColumnWords): string | undefined {
  const small = said.toLowerCase();
  return Object.entries(values).find(
    ([code, { zh, en }]) => small === code.toLowerCase() || small === zh.toLowerCase() || small === en.toLowerCase(),
  )?.[0];
}

/** English words for roles hold blanks, so a blank divides only what is not one word as a whole. */
function splitWords(said: string, column: ColumnWords): string[] {
  const parts = said.split(/[,，、;；/\n]+/).map((part) => part.trim());
  return parts.flatMap((part) => (codeOf(part, column) ? [part] : part.split(/\s+/))).filter(Boolean);
}
