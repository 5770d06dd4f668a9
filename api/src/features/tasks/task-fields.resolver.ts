import { ResolveField, Resolver } from '@nestjs/graphql';
import type { Viewer } from '../../access/viewer.js';
import { Database } from '../../database/database.js';
import type { FieldOfRow } from '../../graphql/field-of-row.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { AccountQueries, type UserRow, userOf } from '../accounts/accounts.public.js';
import { CaseQueries, type CaseRow, caseLoader } from '../cases/cases.public.js';
import { CategoryQueries, type CategoryRow, categoryOf } from '../categories/categories.public.js';
import {
  type AreaRow,
  areaOf,
  OrganisationQueries,
  type UnitRow,
  unitOf,
} from '../organisation/organisation.public.js';
import { Forms } from './forms.js';
import { refusalLoader } from './task.loaders.js';
import type { TaskRow } from './task.queries.js';
import { TaskAccess } from './task-access.js';
import type { ListedCase } from './task-row.js';

/** A page shows fifty rows with each of these: see FieldOfRow. */
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
  holder(row: TaskRow, _: unknown, context: RequestContext): FieldOfRow<UserRow | null> {
    return row.holderId ? userOf(context, this.database, this.accounts, row.holderId) : null;
  }

  @ResolveField('completedBy')
  completedBy(row: TaskRow, _: unknown, context: RequestContext): FieldOfRow<UserRow | null> {
    return row.completedById ? userOf(context, this.database, this.accounts, row.completedById) : null;
  }

  @ResolveField('candidateGroups')
  candidateGroups(row: TaskRow): string[] {
    return row.groups;
  }

  @ResolveField('unit')
  unit(row: TaskRow, _: unknown, context: RequestContext): FieldOfRow<UnitRow | null> {
    return row.unitId ? unitOf(context, this.database, this.organisation, row.unitId) : null;
  }

  @ResolveField('category')
  category(row: TaskRow, _: unknown, context: RequestContext): FieldOfRow<CategoryRow | null> {
    return row.categoryCode ? categoryOf(context, this.database, this.categories, row.categoryCode) : null;
  }

  @ResolveField('area')
  area(row: TaskRow, _: unknown, context: RequestContext): FieldOfRow<AreaRow | null> {
    return row.areaCode ? areaOf(context, this.database, this.organisation, row.areaCode) : null;
  }

  /** Whoever has the task on a list reads its case. */
  @ResolveField('case')
  case(row: TaskRow, _: unknown, context: RequestContext): FieldOfRow<ListedCase | CaseRow> {
    return row.case ?? this.caseOf(row, context);
  }

  @ResolveField('form')
  form(row: TaskRow): Promise<{ id: string; version: number; schema: unknown } | null> {
    return this.forms.find(this.database.sql, row.engineId, row.formId, row.formVersion);
  }

  /** Only the holder reads an unfinished draft; a submitted result belongs to the case. */
  @ResolveField('draft')
  draft(row: TaskRow, _: unknown, context: RequestContext): unknown {
    const holder = row.holderId === null || row.holderId === viewerOf(context).id;
    return holder ? row.draft : null;
  }

  @ResolveField('actions')
  actions(row: TaskRow, _: unknown, context: RequestContext): FieldOfRow<string[]> {
    const viewer = viewerOf(context);
    if (row.state !== 'OPEN') return this.actionsOn(row, viewer, null);
    if (row.refusedBy !== undefined) return this.actionsOn(row, viewer, row.refusedBy);
    return this.refusalOf(row, context).then((refusal) => this.actionsOn(row, viewer, refusal));
  }

  @ResolveField('refusal')
  refusal(row: TaskRow, _: unknown, context: RequestContext): FieldOfRow<string | null> {
    if (row.state !== 'OPEN') return null;
    return row.refusedBy !== undefined ? row.refusedBy : this.refusalOf(row, context);
  }

  private actionsOn(row: TaskRow, viewer: Viewer, refusal: string | null): string[] {
    const actions: string[] = [];
    if (row.state !== 'OPEN' && row.state !== 'CLAIMED') return actions;
    if (row.state === 'OPEN' && refusal === null) actions.push('claim', 'complete');
    if (row.state === 'CLAIMED' && row.holderId === viewer.id) actions.push('release', 'complete');
    if (this.access.mayHandOver(row, viewer)) actions.push('reassign');
    return actions;
  }

  private refusalOf(row: TaskRow, context: RequestContext): Promise<string | null> {
    return refusalLoader(context, this.database, this.access).load(row);
  }

  private async caseOf(row: TaskRow, context: RequestContext): Promise<CaseRow> {
    const found = await caseLoader(context, this.database, this.cases).load(row.caseId);
    if (!found) throw new Error(`case ${row.caseId} of task ${row.id} is not there`);
    return found;
  }
}
