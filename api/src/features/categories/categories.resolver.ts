import { Args, Query, Resolver } from '@nestjs/graphql';
import { Database } from '../../database/database.js';
import { CategoryQueries, type CategoryRow } from './category.queries.js';

@Resolver('Category')
export class CategoriesResolver {
  constructor(
    private readonly database: Database,
    private readonly queries: CategoryQueries,
  ) {}

  /** Public: citizens may choose one too. */
  @Query('categories')
  categories(@Args() filter: { text?: string; leavesOnly?: boolean; first?: number }): Promise<CategoryRow[]> {
    return this.queries.categories(this.database.sql, filter);
  }
}
