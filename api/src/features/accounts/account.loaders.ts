import DataLoader from 'dataloader';
import type { Database } from '../../database/database.js';
import type { FieldOfRow } from '../../graphql/field-of-row.js';
import { loaderOf, type RequestContext } from '../../graphql/request-context.js';
import type { AccountQueries, UserRow } from './account.queries.js';

export type UserLoader = DataLoader<string, UserRow | null>;

export function userLoader(context: RequestContext, database: Database, accounts: AccountQueries): UserLoader {
  return loaderOf(context, 'users', () => {
    return new DataLoader<string, UserRow | null>((ids) => accounts.keptUsers(database.sql, ids));
  });
}

/** For a row of a list: at once where it is kept. */
export const userOf = (
  context: RequestContext,
  database: Database,
  accounts: AccountQueries,
  id: string,
): FieldOfRow<UserRow | null> => accounts.userNow(id) ?? userLoader(context, database, accounts).load(id);
