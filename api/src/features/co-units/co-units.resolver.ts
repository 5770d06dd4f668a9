import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Viewer } from '../../access/viewer.js';
import { Database } from '../../database/database.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { AccountQueries, type UserRow, userLoader } from '../accounts/accounts.public.js';
import {
  type AssignmentRow,
  CaseNotFound,
  CaseQueries,
  type CaseRow,
  CoAssignmentNotFound,
  caseLoader,
  isCoWorkOver,
} from '../cases/cases.public.js';
import { AddCoUnits, type CoUnitInput } from './add-co-units.js';
import { coUnitActions } from './co-unit-actions.js';
import { ExitCoUnit } from './exit-co-unit.js';

@Resolver('Assignment')
export class CoUnitsResolver {
  constructor(
    private readonly database: Database,
    private readonly cases: CaseQueries,
    private readonly accounts: AccountQueries,
    private readonly add: AddCoUnits,
    private readonly exit: ExitCoUnit,
  ) {}

  @Mutation('addCoUnits')
  async addCoUnits(
    @Args() { caseId, units }: { caseId: string; units: CoUnitInput[] },
    @Context() context: RequestContext,
  ): Promise<CaseRow> {
    const viewer = viewerOf(context);
    await this.reread(caseId, viewer);
    await this.add.execute(caseId, units, viewer);
    return this.reread(caseId, viewer);
  }

  @Mutation('exitCoUnit')
  async exitCoUnit(
    @Args() { assignmentId, reason }: { assignmentId: string; reason: string },
    @Context() context: RequestContext,
  ): Promise<CaseRow> {
    const viewer = viewerOf(context);
    await this.demandInSight(assignmentId, viewer);
    return this.reread(await this.exit.execute(assignmentId, reason, viewer), viewer);
  }

  @ResolveField('assignedBy')
  assignedBy(@Parent() row: AssignmentRow, @Context() context: RequestContext): Promise<UserRow | null> | null {
    return this.person(row.assignedById, context);
  }

  @ResolveField('signedBy')
  signedBy(@Parent() row: AssignmentRow, @Context() context: RequestContext): Promise<UserRow | null> | null {
    return this.person(row.signedById, context);
  }

  @ResolveField('resultBy')
  resultBy(@Parent() row: AssignmentRow, @Context() context: RequestContext): Promise<UserRow | null> | null {
    return this.person(row.resultById, context);
  }

  @ResolveField('acceptedBy')
  acceptedBy(@Parent() row: AssignmentRow, @Context() context: RequestContext): Promise<UserRow | null> | null {
    return this.person(row.acceptedById, context);
  }

  @ResolveField('exitedBy')
  exitedBy(@Parent() row: AssignmentRow, @Context() context: RequestContext): Promise<UserRow | null> | null {
    return this.person(row.exitedById, context);
  }

  @ResolveField('over')
  over(@Parent() row: AssignmentRow): boolean {
    return isCoWorkOver(row);
  }

  @ResolveField('actions')
  async actions(@Parent() row: AssignmentRow, @Context() context: RequestContext): Promise<string[]> {
    const of = await caseLoader(context, this.database, this.cases).load(row.caseId);
    return of ? coUnitActions(row, of, viewerOf(context)) : [];
  }

  private person(id: string | null, context: RequestContext): Promise<UserRow | null> | null {
    return id ? userLoader(context, this.database, this.accounts).load(id) : null;
  }

  /** A share of a case out of scope is not there. @throws CoAssignmentNotFound */
  private async demandInSight(assignmentId: string, viewer: Viewer): Promise<void> {
    const [row] = await this.database.sql<{ caseId: string }[]>`
      /* caseOfReadCoUnit */
      select case_id as "caseId"
      from assignments
      where id = ${assignmentId}`;
    if (!row || !(await this.cases.find(this.database.sql, viewer, { id: row.caseId })))
      throw new CoAssignmentNotFound();
  }

  /** @throws CaseNotFound */
  private async reread(id: string, viewer: Viewer): Promise<CaseRow> {
    const row = await this.cases.find(this.database.sql, viewer, { id });
    if (!row) throw new CaseNotFound();
    return row;
  }
}
