import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type Permission, permissionsOf } from '../../access/permissions.js';
import { groupsOf, type Role, type Viewer } from '../../access/viewer.js';
import { env } from '../../config/env.js';
import { Database } from '../../database/database.js';
import { pageSize } from '../../graphql/page.js';
import { type RequestContext, type Session, sessionOf, viewerOf } from '../../graphql/request-context.js';
import { AccountQueries, type MySessionRow, type UserRow } from './account.queries.js';
import { ChangePassword } from './change-password.js';
import { EndMySessions } from './end-my-sessions.js';
import { clearSessionCookie, setSessionCookie } from './session-cookie.js';
import { SignIn } from './sign-in.js';
import { SignOut } from './sign-out.js';
import { demandSmallJson } from './small-json.js';

interface ViewerAnswer {
  user: Viewer;
  groups: string[];
  permissions: Permission[];
  csrfToken: string;
  preferences: unknown;
  mustChangePassword: boolean;
}

@Resolver('Viewer')
export class AccountsResolver {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountQueries,
    private readonly signIn: SignIn,
    private readonly signOut: SignOut,
    private readonly password: ChangePassword,
    private readonly mine: EndMySessions,
  ) {}

  @Query('me')
  me(@Context() context: RequestContext): Promise<ViewerAnswer> | null {
    return context.session ? this.answer(context.session) : null;
  }

  @Query('demoAccounts')
  demoAccounts(): Promise<{ login: string; name: string; role: Role }[]> | [] {
    return env.YOUSU_DEMO ? this.accounts.demoAccounts(this.database.sql) : [];
  }

  @Query('demoPassword')
  demoPassword(): string | null {
    return env.YOUSU_DEMO ? env.YOUSU_DEMO_PASSWORD : null;
  }

  @Query('users')
  users(
    @Args() filter: { unitId?: string; role?: Role; text?: string; first?: number },
    @Context() context: RequestContext,
  ): Promise<UserRow[]> {
    viewerOf(context);
    return this.accounts.findUsers(this.database.sql, filter, pageSize(filter.first));
  }

  @Query('mySessions')
  mySessions(@Context() context: RequestContext): Promise<MySessionRow[]> {
    return this.accounts.sessionsOf(this.database.sql, viewerOf(context).id, sessionOf(context).tokenHash);
  }

  @Mutation('login')
  async login(
    @Args() { login, password }: { login: string; password: string },
    @Context() context: RequestContext,
  ): Promise<ViewerAnswer> {
    const from = { address: context.request.ip, userAgent: String(context.request.headers['user-agent'] ?? '') };
    const { token, session } = await this.signIn.execute(login, password, from);
    setSessionCookie(context, token);
    return this.answer(session);
  }

  @Mutation('logout')
  async logout(@Context() context: RequestContext): Promise<boolean> {
    if (context.session) await this.signOut.execute(context.session.tokenHash);
    clearSessionCookie(context);
    return true;
  }

  @Mutation('changePassword')
  async changePassword(
    @Args() { current, next }: { current: string; next: string },
    @Context() context: RequestContext,
  ): Promise<ViewerAnswer> {
    const session = sessionOf(context);
    await this.password.execute(session, current, next);
    return this.answer({ ...session, mustChangePassword: false });
  }

  @Mutation('endMySessions')
  endMySessions(@Args('id') id: string | null, @Context() context: RequestContext): Promise<number> {
    viewerOf(context);
    return this.mine.execute(sessionOf(context), id ?? null);
  }

  @Mutation('savePreferences')
  async savePreferences(
    @Args('preferences') preferences: unknown,
    @Context() context: RequestContext,
  ): Promise<ViewerAnswer> {
    const viewer = viewerOf(context);
    demandSmallJson('preferences', preferences);
    await this.accounts.savePreferences(this.database.sql, viewer.id, preferences);
    return this.answer(sessionOf(context));
  }

  private async answer(session: Session): Promise<ViewerAnswer> {
    const { viewer, csrfToken, mustChangePassword } = session;
    const preferences = await this.accounts.preferences(this.database.sql, viewer.id);
    // Nothing is offered before the password is one's own.
    const permissions = mustChangePassword ? [] : permissionsOf(viewer);
    return { user: viewer, groups: groupsOf(viewer), permissions, csrfToken, preferences, mustChangePassword };
  }
}

@Resolver('User')
export class UserResolver {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountQueries,
  ) {}

  @ResolveField('team')
  async team(@Parent() user: UserRow): Promise<{ code: string; name: string } | null> {
    if (!user.teamCode) return null;
    const teams = await this.accounts.teams(this.database.sql);
    return teams.find((team) => team.code === user.teamCode) ?? null;
  }
}
