import { Injectable } from '@nestjs/common';
import type { Sql } from '../../../database/database.js';
import { spell } from '../../categories/spell.public.js';
import { AboveOutOfUse, EntryInUse } from '../administration.errors.js';
import { type Kept, type NewEntry, Register } from './register.js';
import { type BrokenRules, brokenText, type City, parentOfCategory, rulesOf } from './register.model.js';

export type CategoryEntry = {
  /** Says where it stands: `05-01` is below `05`. */
  code: string;
  name: string;
  /** Where a law fixes the time limit, e.g. `7wd`. */
  statutoryLimit: string | null;
  /** Place in the list; null: after what is below its parent. */
  sort: number | null;
};

const CODE = /^[0-9A-Z]{1,8}(-[0-9A-Z]{1,8}){0,2}$/;

@Injectable()
export class CategoryRegister extends Register<CategoryEntry> {
  readonly kind = 'category';
  readonly fields = ['code', 'name', 'statutoryLimit', 'sort'] as const;

  tidy({ code, name, statutoryLimit, sort }: CategoryEntry): CategoryEntry {
    return { code: code.trim(), name: name.trim(), statutoryLimit: statutoryLimit?.trim() || null, sort };
  }

  override completed(entry: CategoryEntry, kept: CategoryEntry): CategoryEntry {
    return { ...entry, sort: entry.sort ?? kept.sort };
  }

  broken({ code, name, statutoryLimit, sort }: CategoryEntry, city: City): BrokenRules {
    const parent = parentOfCategory(code);
    return rulesOf({
      code:
        (code === '' && 'required') ||
        (!CODE.test(code) && 'categoryCode') ||
        (parent !== null && !city.category.get(parent)?.active && 'parentFirst'),
      name: brokenText(name, 40),
      statutoryLimit: statutoryLimit && !/^[1-9]\d{0,3}(m|h|wh|wd)$/.test(statutoryLimit) && 'timeSpan',
      sort: sort !== null && !(Number.isInteger(sort) && sort >= 0 && sort <= 1_000_000) && 'wrongType',
    });
  }

  async read(sql: Sql, keys: readonly string[] | null): Promise<Kept<CategoryEntry>[]> {
    const rows = await sql<(CategoryEntry & { active: boolean })[]>`
      /* readCategories */
      select code, name, statutory_limit as "statutoryLimit", sort, active
      from categories
      ${keys ? sql`where code = any(${keys as string[]})` : sql``}`;
    return rows.map(({ active, ...entry }) => ({ id: entry.code, active, entry }));
  }

  async insert(sql: Sql, rows: readonly NewEntry<CategoryEntry>[]): Promise<void> {
    const values = rows.map(({ entry }) => ({
      ...entry,
      ...spell(entry.name),
      parent: parentOfCategory(entry.code),
      level: entry.code.split('-').length,
    }));
    await sql`
      /* insertCategories */
      insert into categories (code, parent_code, level, name, path, pinyin, initials, statutory_limit, sort)
      select v ->> 'code', v ->> 'parent', (v ->> 'level')::smallint, v ->> 'name', '', v ->> 'pinyin', v ->> 'initials',
        v ->> 'statutoryLimit',
        coalesce(
          (v ->> 'sort')::integer,
          (select max(c.sort) from categories c where c.code = v ->> 'parent' or c.code like (v ->> 'parent') || '-%'),
          (select max(c.sort) + 1 from categories c),
          1)
      from jsonb_array_elements(${sql.json(values)}) as v`;
  }

  async update(sql: Sql, rows: readonly Kept<CategoryEntry>[]): Promise<void> {
    const values = rows.map(({ entry }) => ({ ...entry, ...spell(entry.name) }));
    await sql`
      /* updateCategories */
      update categories c
      set name = v ->> 'name', pinyin = v ->> 'pinyin', initials = v ->> 'initials', statutory_limit = v ->> 'statutoryLimit',
        sort = coalesce((v ->> 'sort')::integer, c.sort)
      from jsonb_array_elements(${sql.json(values)}) as v
      where c.code = v ->> 'code'`;
  }

  async setActive(sql: Sql, id: string, active: boolean): Promise<void> {
    await sql`
      /* setCategoryActive */
      update categories
      set active = ${active}
      where code = ${id}`;
  }

  /** Open cases may be of it: it only goes from what new requests may choose. @throws EntryInUse for what is below it */
  async demandUnused(sql: Sql, { id }: Kept<CategoryEntry>): Promise<void> {
    const [below] = await sql<{ count: number }[]>`
      /* categoriesBelow */
      select count(*)::int as count
      from categories
      where parent_code = ${id} and active`;
    if (below && below.count > 0) throw new EntryInUse('category', id, below.count);
  }

  demandUsable({ id }: Kept<CategoryEntry>, city: City): void {
    const parent = parentOfCategory(id);
    if (parent && !city.category.get(parent)?.active) throw new AboveOutOfUse('category', id, parent);
  }

  /** Another name is another path of everything below. */
  override async settle(sql: Sql): Promise<void> {
    await sql`
      /* settleCategoryPaths */
      with recursive named as (
        select code, name as path
        from categories
        where parent_code is null
        union all
        select c.code, n.path || ' / ' || c.name
        from categories c
        join named n on c.parent_code = n.code
      )
      update categories c
      set path = n.path
      from named n
      where n.code = c.code and c.path <> n.path`;
  }
}
