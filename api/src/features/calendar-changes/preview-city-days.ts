import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { InvalidInput } from '../../errors/app-error.js';
import { datesBetween } from './calendar-change.model.js';
import { PreviewCalendarChange } from './preview-calendar-change.js';

export interface CityDaysInput {
  from: string;
  to: string;
  kind?: 'OFF' | 'WORK' | null;
  name?: string | null;
}

const MOST_DAYS = 31;
const LONGEST_NAME = 40;

/** The city closes its offices (a typhoon), works on a day off, or takes back that it did. */
@Injectable()
export class PreviewCityDays {
  constructor(private readonly preview: PreviewCalendarChange) {}

  /** @throws NotPermitted, InvalidInput, CalendarChangeUnderWay */
  async execute({ from, to, kind, name }: CityDaysInput, viewer: Viewer): Promise<string> {
    demand(viewer, 'manageCalendar');
    const dates = datesOf(from, to);
    if (!kind) return this.preview.execute(viewer, { kind: 'CITY_DAYS', dates, day: null });
    const words = name?.trim() ?? '';
    if (words === '' || words.length > LONGEST_NAME)
      throw new InvalidInput('Say why the city differs from the nation on these days.', {
        name: words === '' ? 'required' : 'tooLong',
      });
    return this.preview.execute(viewer, { kind: 'CITY_DAYS', dates, day: { kind, name: words } });
  }
}

/** @throws InvalidInput */
function datesOf(from: string, to: string): string[] {
  const wrong = (field: string, rule: string) =>
    new InvalidInput(`These are no days the calendar can hold: ${from} to ${to}.`, { [field]: rule });
  let dates: string[];
  try {
    dates = datesBetween(from, to);
  } catch {
    throw wrong('from', 'pattern');
  }
  if (dates.length === 0 || from < '2004-01-01' || to > '2099-12-31') throw wrong('to', 'outOfCalendar');
  if (dates.length > MOST_DAYS) throw wrong('to', 'tooMany');
  return dates;
}
