import { SessionReader } from '../../graphql/session-reader.js';
import { AccountQueries } from './account.queries.js';
import { AccountsResolver, UserResolver } from './accounts.resolver.js';
import { ChangePassword } from './change-password.js';
import { CookieSessions } from './cookie-sessions.js';
import { EndMySessions } from './end-my-sessions.js';
import { SaveView } from './save-view.js';
import { SavedViewQueries } from './saved-view.queries.js';
import { SavedViewsResolver } from './saved-views.resolver.js';
import { SessionRepository } from './session.repository.js';
import { SignIn } from './sign-in.js';
import { SignOut } from './sign-out.js';
import { WrongTries } from './wrong-tries.js';

export const sessionProviders = [SessionRepository, { provide: SessionReader, useClass: CookieSessions }];

export const accountsProviders = [
  AccountQueries,
  ChangePassword,
  EndMySessions,
  SavedViewQueries,
  SaveView,
  SignIn,
  SignOut,
  WrongTries,
  AccountsResolver,
  SavedViewsResolver,
  UserResolver,
];
