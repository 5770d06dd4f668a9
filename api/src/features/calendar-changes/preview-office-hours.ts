import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { dayHoursOf, type OfficeHours } from '../../../../common/src/working-time/office-hours.js';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { InvalidInput } from '../../errors/app-error.js';
import { PreviewCalendarChange } from './preview-calendar-change.js';

/** ALWAYS never closes: its hours are not anybody's to set. */
const input = z.array(z.object({ officeClass: z.enum(['OFFICE', 'SHIFT']), opens: z.string(), closes: z.string() }));
const MOST_STRETCHES = 12;

/** When the offices of a class are open, with their lunch breaks. */
@Injectable()
export class PreviewOfficeHours {
  constructor(private readonly preview: PreviewCalendarChange) {}

  /** @throws NotPermitted, InvalidInput, CalendarChangeUnderWay */
  async execute(given: unknown, viewer: Viewer): Promise<string> {
    demand(viewer, 'manageCalendar');
    const read = input.min(1).max(MOST_STRETCHES).safeParse(given);
    if (!read.success) throw wrong('unknownValue');
    const hours: OfficeHours[] = read.data.toSorted((a, b) => (a.opens < b.opens ? -1 : 1));
    try {
      for (const { officeClass } of hours) dayHoursOf(officeClass, hours);
    } catch {
      throw wrong('overlap');
    }
    return this.preview.execute(viewer, { kind: 'OFFICE_HOURS', hours });
  }
}

const wrong = (rule: string) =>
  new InvalidInput('Office hours are stretches such as 09:00 to 12:00 that do not overlap.', { hours: rule });
