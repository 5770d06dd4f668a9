export { userLoader } from './account.loaders.js';
export { AccountQueries, type UserRow } from './account.queries.js';
