import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { OfficeHours } from '../../../../common/src/working-time/office-hours.js';
import { demand } from '../../access/permissions.js';
import { Database } from '../../database/database.js';
import type { Page } from '../../graphql/page.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { CalendarChangeNotFound } from './calendar-change.errors.js';
import type { DayChange } from './calendar-change.model.js';
import { CalendarChangeQueries, type CalendarChangeRow, type CalendarMoveRow } from './calendar-change.queries.js';
import { ConfirmCalendarChange } from './confirm-calendar-change.js';
import { DropCalendarChange } from './drop-calendar-change.js';
import { PreviewCalendarYear, type YearInput } from './preview-calendar-year.js';
import { type CityDaysInput, PreviewCityDays } from './preview-city-days.js';
import { PreviewOfficeHours } from './preview-office-hours.js';

@Resolver('CalendarChange')
export class CalendarChangesResolver {
  constructor(
    private readonly database: Database,
    private readonly queries: CalendarChangeQueries,
    private readonly year: PreviewCalendarYear,
    private readonly cityDays: PreviewCityDays,
    private readonly officeHours: PreviewOfficeHours,
    private readonly confirm: ConfirmCalendarChange,
    private readonly drop: DropCalendarChange,
  ) {}

  @Query('calendarChangeUnderWay')
  calendarChangeUnderWay(@Context() context: RequestContext): Promise<CalendarChangeRow | null> {
    demand(viewerOf(context), 'manageCalendar');
    return this.queries.underWay(this.database.sql);
  }

  @Query('calendarChanges')
  calendarChanges(
    @Args() { first }: { first?: number },
    @Context() context: RequestContext,
  ): Promise<CalendarChangeRow[]> {
    demand(viewerOf(context), 'manageCalendar');
    return this.queries.newest(this.database.sql, first);
  }

  @Query('calendarMoves')
  calendarMoves(
    @Args() args: { changeId: string; first?: number; after?: string },
    @Context() context: RequestContext,
  ): Promise<Page<CalendarMoveRow>> {
    demand(viewerOf(context), 'manageCalendar');
    return this.queries.moves(this.database.sql, args.changeId, args);
  }

  @Mutation('previewCalendarYear')
  async previewCalendarYear(@Args() input: YearInput, @Context() context: RequestContext): Promise<CalendarChangeRow> {
    return this.reread(await this.year.execute(input, viewerOf(context)));
  }

  @Mutation('previewCityDays')
  async previewCityDays(@Args() input: CityDaysInput, @Context() context: RequestContext): Promise<CalendarChangeRow> {
    return this.reread(await this.cityDays.execute(input, viewerOf(context)));
  }

  @Mutation('previewOfficeHours')
  async previewOfficeHours(
    @Args('hours') hours: unknown,
    @Context() context: RequestContext,
  ): Promise<CalendarChangeRow> {
    return this.reread(await this.officeHours.execute(hours, viewerOf(context)));
  }

  @Mutation('confirmCalendarChange')
  async confirmCalendarChange(@Args('id') id: string, @Context() context: RequestContext): Promise<CalendarChangeRow> {
    await this.confirm.execute(id, viewerOf(context));
    return this.reread(id);
  }

  @Mutation('dropCalendarChange')
  async dropCalendarChange(@Args('id') id: string, @Context() context: RequestContext): Promise<CalendarChangeRow> {
    await this.drop.execute(id, viewerOf(context));
    return this.reread(id);
  }

  @ResolveField('papers')
  papers(@Parent() { proposal }: CalendarChangeRow): string[] {
    return proposal.kind === 'YEAR' ? proposal.papers : [];
  }

  @ResolveField('days')
  days(@Parent() { previous }: CalendarChangeRow): DayChange[] {
    return previous.days;
  }

  @ResolveField('hoursBefore')
  hoursBefore(@Parent() { previous }: CalendarChangeRow): OfficeHours[] {
    return previous.hours;
  }

  @ResolveField('hoursAfter')
  hoursAfter(@Parent() { proposal }: CalendarChangeRow): OfficeHours[] {
    return proposal.kind === 'OFFICE_HOURS' ? proposal.hours : [];
  }

  /** @throws CalendarChangeNotFound */
  private async reread(id: string): Promise<CalendarChangeRow> {
    const row = await this.queries.find(this.database.sql, id);
    if (!row) throw new CalendarChangeNotFound();
    return row;
  }
}
