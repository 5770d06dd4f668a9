import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Database } from '../../database/database.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { AccountQueries, type UserRow, userLoader } from '../accounts/accounts.public.js';
import { CaseQueries, type CaseRow, caseLoader } from '../cases/cases.public.js';
import { CategoryQueries, type CategoryRow, categoryLoader } from '../categories/categories.public.js';
import {
  type AreaRow,
  areaLoader,
  OrganisationQueries,
  type UnitRow,
  unitLoader,
} from '../organisation/organisation.public.js';
import { Forms } from './forms.js';
import { refusalLoader } from './task.loaders.js';
import type { TaskRow } from './task.queries.js';
import { TaskAccess } from './task-access.js';

@Resolver('Task')
export class TaskFieldsResolver {
  constructor(
    private readonly database: Database,
    private readonly access: TaskAccess,
    private readonly forms: Forms,
    private readonly cases: CaseQueries,
    private readonly accounts: AccountQueries,
    private readonly categories: CategoryQueries,
    private readonly organisation: OrganisationQueries,
  ) {}

  @ResolveField('holder')
  holder(@Parent() row: TaskRow, @Context() context: RequestContext): Promise<UserRow | null> | null {
    return row.holderId ? userLoader(context, this.database, this.accounts).load(row.holderId) : null;
  }

  @ResolveField('completedBy')
  completedBy(@Parent() row: TaskRow, @Context() context: RequestContext): Promise<UserRow | null> | null {
    return row.completedById ? userLoader(context, this.database, this.accounts).load(row.completedById) : null;
  }

  @ResolveField('candidateGroups')
  candidateGroups(@Parent() row: TaskRow): string[] {
    return row.groups;
  }

  @ResolveField('unit')
  unit(@Parent() row: TaskRow, @Context() context: RequestContext): Promise<UnitRow | null> | null {
    return row.unitId ? unitLoader(context, this.database, this.organisation).load(row.unitId) : null;
  }

  @ResolveField('category')
  category(@Parent() row: TaskRow, @Context() context: RequestContext): Promise<CategoryRow | null> | null {
    return row.categoryCode ? categoryLoader(context, this.database, this.categories).load(row.categoryCode) : null;
  }

  @ResolveField('area')
  area(@Parent() row: TaskRow, @Context() context: RequestContext): Promise<AreaRow | null> | null {
    return row.areaCode ? areaLoader(context, this.database, this.organisation).load(row.areaCode) : null;
  }

  /** Whoever has the task on a list reads its case. */
  @ResolveField('case')
  async case(@Parent() row: TaskRow, @Context() context: RequestContext): Promise<CaseRow> {
    const found = await caseLoader(context, this.database, this.cases).load(row.caseId);
    if (!found) throw new Error(`case ${row.caseId} of task ${row.id} is not there`);
    return found;
  }

  @ResolveField('form')
  form(@Parent() row: TaskRow): Promise<{ id: string; version: number; schema: unknown } | null> {
    return this.forms.find(this.database.sql, row.engineId, row.formId, row.formVersion);
  }

  /** Only the holder reads an unfinished draft; a submitted result belongs to the case. */
  @ResolveField('draft')
  draft(@Parent() row: TaskRow, @Context() context: RequestContext): unknown {
    const holder = row.holderId === null || row.holderId === viewerOf(context).id;
    return holder ? row.draft : null;
  }

  @ResolveField('actions')
  async actions(@Parent() row: TaskRow, @Context() context: RequestContext): Promise<string[]> {
    const viewer = viewerOf(context);
    const live = row.state === 'OPEN' || row.state === 'CLAIMED';
    const actions: string[] = [];
    if (!live) return actions;
    if (row.state === 'OPEN' && !(await this.refusalOf(row, context))) actions.push('claim', 'complete');
    if (row.state === 'CLAIMED' && row.holderId === viewer.id) actions.push('release', 'complete');
    if (this.access.mayHandOver(row, viewer)) actions.push('reassign');
    return actions;
  }

  @ResolveField('refusal')
  async refusal(@Parent() row: TaskRow, @Context() context: RequestContext): Promise<string | null> {
    if (row.state !== 'OPEN') return null;
    return this.refusalOf(row, context);
  }

  private refusalOf(row: TaskRow, context: RequestContext): Promise<string | null> {
    return refusalLoader(context, this.database, this.access).load(row);
  }
}
