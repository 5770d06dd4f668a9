import { Injectable } from '@nestjs/common';
import type { OfficeHours } from '../../../../common/src/working-time/office-hours.js';
import type { CalendarDay } from '../../../../common/src/working-time/working-calendar.js';
import { compileCalendar, type WorkingCalendar } from '../../../../common/src/working-time/working-calendar.js';
import { Database, type Sql } from '../../database/database.js';

export interface CalendarYearRow {
  year: number;
  state: 'PUBLISHED' | 'UNPUBLISHED';
}

const FRESH_MS = 60_000;

/** The city's calendar, compiled once and read again every minute or when told that it changed. */
@Injectable()
export class Calendars {
  private compiled: { calendar: WorkingCalendar; at: number } | null = null;

  constructor(private readonly database: Database) {}

  async current(): Promise<WorkingCalendar> {
    if (this.compiled && performance.now() - this.compiled.at < FRESH_MS) return this.compiled.calendar;
    const { sql } = this.database;
    const [years, days, officeHours] = await Promise.all([
      this.years(sql),
      this.days(sql, 1, 9999),
      this.officeHours(sql),
    ]);
    const calendar = compileCalendar({ years, days, officeHours });
    this.compiled = { calendar, at: performance.now() };
    return calendar;
  }

  forget(): void {
    this.compiled = null;
  }

  years(sql: Sql): Promise<CalendarYearRow[]> {
    return sql<CalendarYearRow[]>`
      /* calendarYears */
      select year, state
      from calendar_years
      order by year`;
  }

  days(sql: Sql, fromYear: number, toYear: number): Promise<CalendarDay[]> {
    return sql<CalendarDay[]>`
      /* calendarDays */
      select date::text as date, source, kind, name
      from calendar_days
      where extract(year from date) between ${fromYear} and ${toYear}
      order by date, source`;
  }

  officeHours(sql: Sql): Promise<OfficeHours[]> {
    return sql<OfficeHours[]>`
      /* officeHours */
      select office_class as "officeClass", to_char(opens, 'HH24:MI') as opens, to_char(closes, 'HH24:MI') as closes
      from office_hours
      order by office_class, opens`;
  }
}
