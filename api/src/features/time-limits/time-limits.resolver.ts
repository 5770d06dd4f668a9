import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { CaseNotFound, CaseQueries, type CaseRow } from '../cases/cases.public.js';
import { OrganisationQueries, type UnitRow, unitLoader } from '../organisation/organisation.public.js';
import { type DeadlineBoard, DeadlineBoardQueries, type DeadlineRow } from './deadline-board.queries.js';
import { PauseClock, type PauseInput } from './pause-clock.js';
import { RequestExtension } from './request-extension.js';
import { ResumeClock } from './resume-clock.js';
import { StopClock } from './stop-clock.js';
import { ClockNotFound } from './time-limit.errors.js';

@Resolver('DeadlineRow')
export class TimeLimitsResolver {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseQueries,
    private readonly organisation: OrganisationQueries,
    private readonly board: DeadlineBoardQueries,
    private readonly pause: PauseClock,
    private readonly resume: ResumeClock,
    private readonly stop: StopClock,
    private readonly extension: RequestExtension,
  ) {}

  @Query('deadlineBoard')
  deadlineBoard(@Context() context: RequestContext): Promise<DeadlineBoard> {
    const viewer = viewerOf(context);
    demand(viewer, 'readDeadlines');
    return this.board.read(this.database.sql, viewer, this.clock.now());
  }

  @ResolveField('unit')
  unit(@Parent() row: DeadlineRow, @Context() context: RequestContext): Promise<UnitRow | null> | null {
    return row.unitId ? unitLoader(context, this.database, this.organisation).load(row.unitId) : null;
  }

  @Mutation('pauseClock')
  async pauseClock(@Args() input: PauseInput, @Context() context: RequestContext): Promise<CaseRow> {
    const viewer = await this.readerOfClock(input.clockId, context);
    return this.reread(await this.pause.execute(input, viewer), viewer);
  }

  @Mutation('resumeClock')
  async resumeClock(
    @Args() { clockId, note }: { clockId: string; note?: string },
    @Context() context: RequestContext,
  ): Promise<CaseRow> {
    const viewer = await this.readerOfClock(clockId, context);
    return this.reread(await this.resume.execute(clockId, note ?? null, viewer), viewer);
  }

  @Mutation('stopClock')
  async stopClock(
    @Args() { clockId, reason }: { clockId: string; reason: string },
    @Context() context: RequestContext,
  ): Promise<CaseRow> {
    const viewer = await this.readerOfClock(clockId, context);
    return this.reread(await this.stop.execute(clockId, reason, viewer), viewer);
  }

  @Mutation('requestExtension')
  async requestExtension(
    @Args() input: { caseId: string; span: string; reason: string },
    @Context() context: RequestContext,
  ): Promise<CaseRow> {
    const viewer = viewerOf(context);
    await this.reread(input.caseId, viewer);
    await this.extension.execute(input, viewer);
    return this.reread(input.caseId, viewer);
  }

  /** A clock of a case out of scope is not there. @throws ClockNotFound */
  private async readerOfClock(clockId: string, context: RequestContext): Promise<Viewer> {
    const viewer = viewerOf(context);
    const [clock] = await this.database.sql<{ caseId: string }[]>`
      /* caseOfReadClock */
      select case_id as "caseId"
      from clocks
      where id = ${clockId}`;
    if (!clock || !(await this.cases.find(this.database.sql, viewer, { id: clock.caseId }))) throw new ClockNotFound();
    return viewer;
  }

  /** @throws CaseNotFound */
  private async reread(caseId: string, viewer: Viewer): Promise<CaseRow> {
    const row = await this.cases.find(this.database.sql, viewer, { id: caseId });
    if (!row) throw new CaseNotFound();
    return row;
  }
}
