import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { demand, may } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import type { Page } from '../../graphql/page.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { CaseNotFound, CaseQueries, type CaseRow } from '../cases/cases.public.js';
import { OrganisationQueries, type UnitRow, unitLoader } from '../organisation/organisation.public.js';
import { type BoardFilter, BoardQueries, type BoardRow, type LevelCount, type UnitCount } from './board.queries.js';
import { InspectCase } from './inspect-case.js';
import { OpenSupervision, type OpenSupervisionInput } from './open-supervision.js';
import { OrderQueries, type OrderRow } from './order.queries.js';
import { type ReminderBatch, type ReminderResult, RemindUnits } from './remind-units.js';
import { SetDutyPhone } from './set-duty-phone.js';
import { OrderNotFound, UnitNotFound } from './supervision.errors.js';
import { UndoReminders } from './undo-reminders.js';

@Resolver('ReminderResult')
export class SupervisionResolver {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseQueries,
    private readonly organisation: OrganisationQueries,
    private readonly board: BoardQueries,
    private readonly orders: OrderQueries,
    private readonly open: OpenSupervision,
    private readonly remind: RemindUnits,
    private readonly undo: UndoReminders,
    private readonly inspect: InspectCase,
    private readonly dutyPhone: SetDutyPhone,
  ) {}

  @Query('supervisionBoard')
  supervisionBoard(
    @Args() args: { filter?: BoardFilter; first?: number; after?: string },
    @Context() context: RequestContext,
  ): Promise<Page<BoardRow>> {
    const viewer = viewerOf(context);
    demand(viewer, 'readSupervision');
    const seesDiscipline = may(viewer, 'readDiscipline');
    const page = { filter: args.filter ?? {}, first: args.first, after: args.after, seesDiscipline };
    return this.board.list(this.database.sql, viewer, page, this.clock.now());
  }

  @Query('supervisionCounts')
  async supervisionCounts(
    @Context() context: RequestContext,
  ): Promise<{ cases: number; levels: LevelCount[]; units: UnitCount[] }> {
    const viewer = viewerOf(context);
    demand(viewer, 'readSupervision');
    const seesDiscipline = may(viewer, 'readDiscipline');
    const { sql } = this.database;
    const [levels, units] = await Promise.all([
      this.board.levels(sql, viewer, seesDiscipline),
      this.board.units(sql, viewer, seesDiscipline, this.clock.now()),
    ]);
    return { cases: levels.reduce((sum, { cases }) => sum + cases, 0), levels, units };
  }

  @Mutation('openSupervision')
  async openSupervision(
    @Args('input') input: OpenSupervisionInput,
    @Context() context: RequestContext,
  ): Promise<OrderRow> {
    const viewer = viewerOf(context);
    await this.reread(input.caseId, viewer);
    const order = await this.orders.byId(this.database.sql, await this.open.execute(input, viewer));
    if (!order) throw new OrderNotFound();
    return order;
  }

  @Mutation('remindUnits')
  remindUnits(
    @Args() input: { caseIds: string[]; note?: string; dryRun?: boolean },
    @Context() context: RequestContext,
  ): Promise<ReminderBatch> {
    return this.remind.execute(input, viewerOf(context));
  }

  @Mutation('undoReminders')
  undoReminders(@Args('batchId') batchId: string, @Context() context: RequestContext): Promise<boolean> {
    return this.undo.execute(batchId, viewerOf(context));
  }

  @Mutation('inspectCase')
  async inspectCase(
    @Args() { caseId, note }: { caseId: string; note: string },
    @Context() context: RequestContext,
  ): Promise<CaseRow> {
    const viewer = viewerOf(context);
    await this.reread(caseId, viewer);
    await this.inspect.execute(caseId, note, viewer);
    return this.reread(caseId, viewer);
  }

  @Mutation('setDutyPhone')
  async setDutyPhone(
    @Args() { unitId, phone }: { unitId: string; phone: string },
    @Context() context: RequestContext,
  ): Promise<UnitRow> {
    await this.dutyPhone.execute(unitId, phone, viewerOf(context));
    const [unit] = await this.organisation.unitsById(this.database.sql, [unitId]);
    if (!unit) throw new UnitNotFound();
    return unit;
  }

  @ResolveField('unit')
  unit(@Parent() row: ReminderResult, @Context() context: RequestContext): Promise<UnitRow | null> | null {
    return row.unitId ? unitLoader(context, this.database, this.organisation).load(row.unitId) : null;
  }

  /** @throws CaseNotFound */
  private async reread(caseId: string, viewer: Viewer): Promise<CaseRow> {
    const row = await this.cases.find(this.database.sql, viewer, { id: caseId });
    if (!row) throw new CaseNotFound();
    return row;
  }
}
