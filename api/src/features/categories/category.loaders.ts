import DataLoader from 'dataloader';
import type { Database } from '../../database/database.js';
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
