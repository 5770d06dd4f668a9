import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';
import { KeptRows } from '../../database/kept-rows.js';

export interface CategoryRow {
  code: string;
  parentCode: string | null;
  level: number;
  name: string;
  path: string;
  pinyin: string;
  initials: string;
}

const columns = (sql: Sql) => sql`c.code, c.parent_code as "parentCode", c.level, c.name, c.path, c.pinyin, c.initials`;

@Injectable()
export class CategoryQueries {
  constructor(private readonly kept: KeptRows) {}

  /** For names on pages: a row or null for each code, asked for only where it is not kept. */
  keptCategories(sql: Sql, codes: readonly string[]): Promise<(CategoryRow | null)[]> {
    return this.kept.of(
      'categories',
      codes,
      (missing) => this.categoriesByCode(sql, missing),
      ({ code }) => code,
    );
  }

  categoryNow(code: string): CategoryRow | undefined {
    return this.kept.now('categories', code);
  }

  categories(
    sql: Sql,
    filter: { text?: string | null; leavesOnly?: boolean | null; first?: number | null },
  ): Promise<CategoryRow[]> {
    const text = filter.text?.trim().toLowerCase();
    return sql<CategoryRow[]>`
      /* categories */
      select ${columns(sql)}
      from categories c
      where c.active
        ${filter.leavesOnly ? sql`and c.level = 3` : sql``}
        ${text ? sql`and (strpos(c.path, ${text}) > 0 or strpos(c.pinyin, ${text}) > 0 or strpos(c.initials, ${text}) > 0)` : sql``}
      order by c.sort, c.code
      limit ${filter.first ?? 2000}`;
  }

  categoriesByCode(sql: Sql, codes: readonly string[]): Promise<CategoryRow[]> {
    return sql<CategoryRow[]>`
      /* categoriesByCode */
      select ${columns(sql)}
      from categories c
      where c.code = any(${codes as string[]})`;
  }
}
