import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { demand } from '../../access/permissions.js';
import { Database, type Sql } from '../../database/database.js';
import type { Page } from '../../graphql/page.js';
import { type RequestContext, sessionOf, viewerOf } from '../../graphql/request-context.js';
import type { StreamEventRow } from '../events/events.public.js';
import { EntryNotFound } from './administration.errors.js';
import { EndSessions } from './end-sessions.js';
import {
  type AdminAreaRow,
  type AdminCategoryRow,
  type AdminTeamRow,
  type AdminUnitRow,
  type AdminUserRow,
  type PageArguments,
  type RegisterFilter,
  RegisterQueries,
} from './register.queries.js';
import type { AreaEntry } from './registers/area.register.js';
import type { CategoryEntry } from './registers/category.register.js';
import type { Entry, RegisterKind } from './registers/register.model.js';
import { Registers } from './registers/registers.js';
import type { TeamEntry } from './registers/team.register.js';
import type { UnitEntry } from './registers/unit.register.js';
import type { UserEntry } from './registers/user.register.js';
import { ResetPassword } from './reset-password.js';
import { SaveEntry } from './save-entry.js';
import { type AdminSessionRow, SessionQueries } from './session.queries.js';
import { SetInUse } from './set-in-use.js';

type ListArguments = PageArguments & { filter?: RegisterFilter | null };
type List<Row> = (sql: Sql, filter: RegisterFilter, page: PageArguments) => Promise<Page<Row>>;

@Resolver()
export class AdministrationResolver {
  constructor(
    private readonly database: Database,
    private readonly queries: RegisterQueries,
    private readonly sessions: SessionQueries,
    private readonly registers: Registers,
    private readonly save: SaveEntry,
    private readonly inUse: SetInUse,
    private readonly reset: ResetPassword,
    private readonly end: EndSessions,
  ) {}

  @Query('adminUsers')
  adminUsers(@Args() args: ListArguments, @Context() context: RequestContext): Promise<Page<AdminUserRow>> {
    return this.list(this.queries.users, args, context);
  }

  @Query('adminUnits')
  adminUnits(@Args() args: ListArguments, @Context() context: RequestContext): Promise<Page<AdminUnitRow>> {
    return this.list(this.queries.units, args, context);
  }

  @Query('adminTeams')
  adminTeams(@Args() args: ListArguments, @Context() context: RequestContext): Promise<Page<AdminTeamRow>> {
    return this.list(this.queries.teams, args, context);
  }

  @Query('adminCategories')
  adminCategories(@Args() args: ListArguments, @Context() context: RequestContext): Promise<Page<AdminCategoryRow>> {
    return this.list(this.queries.categories, args, context);
  }

  @Query('adminAreas')
  adminAreas(@Args() args: ListArguments, @Context() context: RequestContext): Promise<Page<AdminAreaRow>> {
    return this.list(this.queries.areas, args, context);
  }

  @Query('adminSessions')
  adminSessions(
    @Args() args: PageArguments & { text?: string | null },
    @Context() context: RequestContext,
  ): Promise<Page<AdminSessionRow>> {
    demand(viewerOf(context), 'administer');
    return this.sessions.sessions(this.database.sql, args.text, sessionOf(context).tokenHash, args);
  }

  @Query('registerHistory')
  registerHistory(
    @Args() args: PageArguments & { register: string; key: string },
    @Context() context: RequestContext,
  ): Promise<Page<StreamEventRow>> {
    demand(viewerOf(context), 'administer');
    return this.sessions.history(this.database.sql, kindOf(args.register), args.key, args);
  }

  @Mutation('saveUser')
  async saveUser(
    @Args() { input, isNew }: { input: UserEntry; isNew: boolean },
    @Context() context: RequestContext,
  ): Promise<{ user: AdminUserRow; temporaryPassword: string | null }> {
    const given = { ...input, unit: input.unit ?? null, team: input.team ?? null };
    const temporaryPassword = await this.save.execute(this.registers.of('user'), given, isNew, viewerOf(context));
    return { user: await this.one(this.queries.users, 'user', input.login), temporaryPassword };
  }

  @Mutation('saveUnit')
  saveUnit(
    @Args() { input, isNew }: { input: UnitEntry; isNew: boolean },
    @Context() context: RequestContext,
  ): Promise<AdminUnitRow> {
    return this.saved(this.queries.units, 'unit', { ...input, parent: input.parent ?? null }, isNew, context);
  }

  @Mutation('saveTeam')
  saveTeam(
    @Args() { input, isNew }: { input: TeamEntry; isNew: boolean },
    @Context() context: RequestContext,
  ): Promise<AdminTeamRow> {
    return this.saved(this.queries.teams, 'team', { ...input }, isNew, context);
  }

  @Mutation('saveCategory')
  saveCategory(
    @Args() { input, isNew }: { input: CategoryEntry; isNew: boolean },
    @Context() context: RequestContext,
  ): Promise<AdminCategoryRow> {
    const given = { ...input, statutoryLimit: input.statutoryLimit ?? null, sort: input.sort ?? null };
    return this.saved(this.queries.categories, 'category', given, isNew, context);
  }

  @Mutation('saveArea')
  saveArea(
    @Args() { input, isNew }: { input: AreaEntry; isNew: boolean },
    @Context() context: RequestContext,
  ): Promise<AdminAreaRow> {
    const entry = { ...input, parent: input.parent ?? null, worker: input.worker ?? '', phone: input.phone ?? '' };
    return this.saved(this.queries.areas, 'area', entry, isNew, context);
  }

  @Mutation('setInUse')
  async setInUse(
    @Args() { register, key, active }: { register: string; key: string; active: boolean },
    @Context() context: RequestContext,
  ): Promise<boolean> {
    await this.inUse.execute(this.registers.some(kindOf(register)), key, active, viewerOf(context));
    return active;
  }

  @Mutation('resetPassword')
  async resetPassword(
    @Args('login') login: string,
    @Context() context: RequestContext,
  ): Promise<{ login: string; temporaryPassword: string }> {
    return { login, temporaryPassword: await this.reset.execute(login, viewerOf(context)) };
  }

  @Mutation('endSessions')
  endSessions(
    @Args() which: { id?: string | null; login?: string | null },
    @Context() context: RequestContext,
  ): Promise<number> {
    return this.end.execute(which, viewerOf(context));
  }

  private list<Row>(list: List<Row>, { filter, ...page }: ListArguments, context: RequestContext): Promise<Page<Row>> {
    demand(viewerOf(context), 'administer');
    return list.call(this.queries, this.database.sql, filter ?? {}, page);
  }

  private async saved<Row>(
    list: List<Row>,
    kind: RegisterKind,
    given: Entry & { code: string },
    isNew: boolean,
    context: RequestContext,
  ): Promise<Row> {
    await this.save.execute(this.registers.some(kind), given, isNew, viewerOf(context));
    return this.one(list, kind, given.code);
  }

  private async one<Row>(list: List<Row>, kind: RegisterKind, key: string): Promise<Row> {
    const { nodes } = await list.call(this.queries, this.database.sql, { key: key.trim() }, { first: 1 });
    if (nodes[0]) return nodes[0];
    throw new EntryNotFound(kind, key);
  }
}

const kindOf = (register: string): RegisterKind => register.toLowerCase() as RegisterKind;
