export { userLoader, userOf } from './account.loaders.js';
export { AccountQueries, type UserRow } from './account.queries.js';
export { SessionRepository } from './session.repository.js';
export { temporaryPassword } from './temporary-password.js';
