import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { InvalidInput } from '../../errors/app-error.js';
import { PreviewCalendarChange } from './preview-calendar-change.js';
import { readYearNotice } from './year-notice.model.js';

export interface YearInput {
  year: number;
  text: string;
  paper?: string | null;
}

/** The State Council's notice of a year, as published or written by hand. */
@Injectable()
export class PreviewCalendarYear {
  constructor(private readonly preview: PreviewCalendarChange) {}

  /** @throws NotPermitted, InvalidInput, CalendarFileRefused, CalendarChangeUnderWay */
  async execute({ year, text, paper = null }: YearInput, viewer: Viewer): Promise<string> {
    demand(viewer, 'manageCalendar');
    if (year < 2004 || year > 2099)
      throw new InvalidInput('The calendar holds the years 2004 to 2099.', { year: 'outOfRange' });
    if (text.trim() === '') throw new InvalidInput('Give the notice of the year.', { text: 'required' });
    const { papers, days, warnings } = readYearNotice(year, text, paper);
    return this.preview.execute(viewer, { kind: 'YEAR', year, papers, days }, warnings);
  }
}
