export { type UserLoader, userLoader } from './account.loaders.js';
export { AccountQueries, type UserRow } from './account.queries.js';
export { SessionRepository } from './session.repository.js';
export { sessionTokenOf } from './session-cookie.js';
