/** Pure facts of the registers: what an entry says, what it may say, and what changed. */
export type RegisterKind = 'user' | 'unit' | 'team' | 'category' | 'area';

/** What an entry says; the first field of a register is its key, which never changes. Others refer to it by that key. */
export type Entry = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** Field → rule it breaks. */
export type BrokenRules = Record<string, string>;

export interface Change {
  field: string;
  from: unknown;
  to: unknown;
}

/** What an entry may refer to: keys with what is above them. Entries out of use are there, with `active: false`. */
export interface City {
  unit: Map<string, { active: boolean; above: string | null }>;
  team: Map<string, { active: boolean }>;
  category: Map<string, { active: boolean; above: string | null }>;
  area: Map<string, { active: boolean; above: string | null }>;
}

export function changesBetween<E extends Entry>(before: E, after: E, fields: readonly string[]): Change[] {
  return fields
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, from: before[field] ?? null, to: after[field] ?? null }));
}

export function brokenText(text: string, longest: number): string | null {
  if (text.trim() === '') return 'required';
  return [...text].length > longest ? 'tooLong' : null;
}

/** Whether a key would stand above itself with this above it. */
export function makesRing(of: Map<string, { above: string | null }>, key: string, above: string | null): boolean {
  const seen = new Set<string>();
  for (let at = above; at !== null && !seen.has(at); at = of.get(at)?.above ?? null) {
    if (at === key) return true;
    seen.add(at);
  }
  return false;
}

/** Only the rules that are broken. */
export function rulesOf(rules: Record<string, string | null | false | undefined>): BrokenRules {
  return Object.fromEntries(Object.entries(rules).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

/** A category's code says where it stands. */
export const parentOfCategory = (code: string): string | null =>
  code.includes('-') ? code.slice(0, code.lastIndexOf('-')) : null;
