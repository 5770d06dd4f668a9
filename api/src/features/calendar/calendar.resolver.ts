import { Args, Query, Resolver } from '@nestjs/graphql';
import type { OfficeHours } from '../../../../common/src/working-time/office-hours.js';
import type { CalendarDay } from '../../../../common/src/working-time/working-calendar.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { Calendars, type CalendarYearRow } from './calendars.js';

/** Public: the citizen's page reckons with the same calendar. */
@Resolver('CalendarYear')
export class CalendarResolver {
  constructor(
    private readonly database: Database,
    private readonly calendars: Calendars,
    private readonly clock: Clock,
  ) {}

  @Query('calendar')
  async calendar(
    @Args() { fromYear, toYear }: { fromYear: number; toYear: number },
  ): Promise<(CalendarYearRow & { days: CalendarDay[] })[]> {
    const { sql } = this.database;
    const [years, days] = await Promise.all([this.calendars.years(sql), this.calendars.days(sql, fromYear, toYear)]);
    // A city may close its offices in a year whose notice has not come yet.
    const named = new Set([...years.map(({ year }) => year), ...days.map(({ date }) => Number(date.slice(0, 4)))]);
    return [...named]
      .filter((year) => year >= fromYear && year <= toYear)
      .sort((a, b) => a - b)
      .map((year) => ({
        ...(years.find((row) => row.year === year) ?? { year, state: 'UNPUBLISHED' as const, papers: [] }),
        days: days.filter(({ date }) => date.startsWith(`${year}-`)),
      }));
  }

  @Query('officeHours')
  officeHours(): Promise<OfficeHours[]> {
    return this.calendars.officeHours(this.database.sql);
  }

  @Query('serverNow')
  serverNow(): Date {
    return this.clock.now();
  }
}
