import DataLoader from 'dataloader';
import type { Database } from '../../database/database.js';
import type { FieldOfRow } from '../../graphql/field-of-row.js';
import { loaderOf, type RequestContext } from '../../graphql/request-context.js';
import type { CategoryQueries, CategoryRow } from './category.queries.js';

export function categoryLoader(
  context: RequestContext,
  database: Database,
  categories: CategoryQueries,
): DataLoader<string, CategoryRow | null> {
  return loaderOf(context, 'categories', () => {
    return new DataLoader<string, CategoryRow | null>((codes) => categories.keptCategories(database.sql, codes));
  });
}

/** For a row of a list: at once where it is kept. */
export const categoryOf = (
  context: RequestContext,
  database: Database,
  categories: CategoryQueries,
  code: string,
): FieldOfRow<CategoryRow | null> =>
  categories.categoryNow(code) ?? categoryLoader(context, database, categories).load(code);
