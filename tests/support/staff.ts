import { type GraphqlClient, signIn } from './graphql-client.js';
import type { TestSystem } from './system.js';

/** The people of the demo city; each signs in once, at first need. */
export class Staff {
  private readonly sessions = new Map<string, Promise<GraphqlClient>>();

  constructor(readonly system: Pick<TestSystem, 'url' | 'demoPassword'>) {}

  as(login: string): Promise<GraphqlClient> {
    const known = this.sessions.get(login);
    if (known) return known;
    const session = signIn(this.system.url, login, this.system.demoPassword);
    this.sessions.set(login, session);
    // The next one who needs this person tries again.
    session.catch(() => this.sessions.delete(login));
    return session;
  }
}
