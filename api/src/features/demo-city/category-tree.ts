import { spell } from '../categories/spell.public.js';
import type { DemoCategory } from './demo-files.js';

/** A row of `categories`, without its database defaults. */
export interface CategoryRow {
  code: string;
  parent_code: string | null;
  level: number;
  name: string;
  path: string;
  pinyin: string;
  initials: string;
  sort: number;
}

/**
 * Adds what lists and typing need: level by the dashes of the code, path from the first level down, pinyin without
 * tones and its first letters (small, no spaces: people type `tingshui` or `ts`).
 * @throws Error when a category stands before its parent or under the wrong one
 */
export function categoryTree(categories: readonly DemoCategory[]): CategoryRow[] {
  const paths = new Map<string, string>();
  return categories.map(({ code, parent, name }, index) => {
    const expected = code.includes('-') ? code.slice(0, code.lastIndexOf('-')) : null;
    const above = parent === null ? '' : paths.get(parent);
    if (parent !== expected || above === undefined) {
      throw new Error(`demo/categories.csv: category ${code} must follow its parent ${expected ?? '(none)'}.`);
    }
    const path = above === '' ? name : `${above} / ${name}`;
    paths.set(code, path);
    return {
      code,
      parent_code: parent,
      level: code.split('-').length,
      name,
      path,
      ...spell(name),
      sort: index + 1,
    };
  });
}
