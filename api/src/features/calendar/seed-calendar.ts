import { Injectable } from '@nestjs/common';
import { DEFAULT_OFFICE_HOURS } from '../../../../common/src/working-time/office-hours.js';
import { Database } from '../../database/database.js';
import { Calendars } from './calendars.js';
import nationalCalendar from './national-calendar.json' with { type: 'json' };

interface NationalDay {
  date: string;
  kind: 'OFF' | 'WORK';
  name: string;
}

/** Puts the published years 2004-2026 and the usual office hours into an empty calendar; never touches a filled one. */
@Injectable()
export class SeedCalendar {
  constructor(
    private readonly database: Database,
    private readonly calendars: Calendars,
  ) {}

  async execute(): Promise<void> {
    const days = nationalCalendar.days as NationalDay[];
    const { first, last } = nationalCalendar.publishedYears;
    await this.database.inTransaction(async (sql) => {
      await sql`select pg_advisory_xact_lock(hashtext('seedCalendar'))`;
      const known = await sql`select from calendar_years limit 1`;
      if (known.length > 0) return;
      await sql`
        /* seedCalendarYears */
        insert into calendar_years (year, state)
        select generate_series(${first}::int, ${last}::int), 'PUBLISHED'`;
      await sql`
        /* seedCalendarDays */
        insert into calendar_days (date, source, kind, name, notice_year)
        select (day ->> 'date')::date, 'NATIONAL', day ->> 'kind', day ->> 'name', left(day ->> 'date', 4)::int
        from jsonb_array_elements(${sql.json(days as never)}) as day`;
      await sql`
        /* seedOfficeHours */
        insert into office_hours (office_class, opens, closes)
        select hours ->> 'officeClass', (hours ->> 'opens')::time, (hours ->> 'closes')::time
        from jsonb_array_elements(${sql.json(DEFAULT_OFFICE_HOURS as never)}) as hours
        on conflict do nothing`;
    });
    this.calendars.forget();
  }
}
