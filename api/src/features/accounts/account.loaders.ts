import DataLoader from 'dataloader';
import type { Database } from '../../database/database.js';
import { loaderOf, type RequestContext } from '../../graphql/request-context.js';
import type { AccountQueries, UserRow } from './account.queries.js';

export type UserLoader = DataLoader<string, UserRow | null>;

export function userLoader(context: RequestContext, database: Database, accounts: AccountQueries): UserLoader {
  return loaderOf(context, 'users', () => {
    return new DataLoader<string, UserRow | null>((ids) => accounts.keptUsers(database.sql, ids));
  });
}
