import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { OfficeHours } from '../../../../common/src/working-time/office-hours.js';
import type { CalendarData, CalendarDay } from '../../../../common/src/working-time/working-calendar.js';
import { compileCalendar, type WorkingCalendar } from '../../../../common/src/working-time/working-calendar.js';
import { Database, type Sql } from '../../database/database.js';

export interface CalendarYearRow {
  year: number;
  state: 'PUBLISHED' | 'UNPUBLISHED';
  papers: string[];
}

/** With the year of the State Council's notice it comes from; null for the city's own. */
export type CalendarDayRow = CalendarDay & { noticeYear: number | null };

/** What the calendar tables hold, all of it. */
export interface CalendarTables extends CalendarData {
  readonly years: CalendarYearRow[];
  readonly days: CalendarDayRow[];
  readonly officeHours: OfficeHours[];
}

/** Should the bell ever be missed; a change is heard within milliseconds. */
const FRESH_MS = 60_000;

/** The city's calendar, compiled once and read again when any process has changed it. */
@Injectable()
export class Calendars implements OnApplicationBootstrap, OnApplicationShutdown {
  private compiled: { calendar: WorkingCalendar; at: number } | null = null;
  /** What was being read when the tables changed is not kept. */
  private changes = 0;
  private stopListening: () => Promise<void> = async () => {};

  constructor(private readonly database: Database) {}

  async onApplicationBootstrap(): Promise<void> {
    this.stopListening = await this.database.listen(
      'calendar_changed',
      () => this.forget(),
      () => this.forget(),
    );
  }

  onApplicationShutdown(): Promise<void> {
    return this.stopListening();
  }

  /** @param sql the caller's own: whoever waited for a second connection inside a transaction could wait for ever */
  async current(sql: Sql): Promise<WorkingCalendar> {
    if (this.compiled && performance.now() - this.compiled.at < FRESH_MS) return this.compiled.calendar;
    const { changes } = this;
    const calendar = compileCalendar(await this.tables(sql));
    if (changes === this.changes) this.compiled = { calendar, at: performance.now() };
    return calendar;
  }

  forget(): void {
    this.changes += 1;
    this.compiled = null;
  }

  async tables(sql: Sql): Promise<CalendarTables> {
    const [years, days, officeHours] = await Promise.all([
      this.years(sql),
      this.days(sql, 1, 9999),
      this.officeHours(sql),
    ]);
    return { years, days, officeHours };
  }

  years(sql: Sql): Promise<CalendarYearRow[]> {
    return sql<CalendarYearRow[]>`
      /* calendarYears */
      select year, state, papers
      from calendar_years
      order by year`;
  }

  days(sql: Sql, fromYear: number, toYear: number): Promise<CalendarDayRow[]> {
    return sql<CalendarDayRow[]>`
      /* calendarDays */
      select date::text as date, source, kind, name, notice_year as "noticeYear"
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
