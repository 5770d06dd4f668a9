import { CalendarChangeQueries } from './calendar-change.queries.js';
import { CalendarChangeRepository } from './calendar-change.repository.js';
import { CalendarChangesResolver } from './calendar-changes.resolver.js';
import { ConfirmCalendarChange } from './confirm-calendar-change.js';
import { DropCalendarChange } from './drop-calendar-change.js';
import { PreviewCalendarChange } from './preview-calendar-change.js';
import { PreviewCalendarYear } from './preview-calendar-year.js';
import { PreviewCityDays } from './preview-city-days.js';
import { PreviewOfficeHours } from './preview-office-hours.js';
import { RecalculateDeadlines } from './recalculate-deadlines.js';
import { RecalculationNotices } from './recalculation-notices.js';
import { RecalculationWorker } from './recalculation-worker.js';

export const calendarChangesProviders = [
  CalendarChangeQueries,
  CalendarChangeRepository,
  CalendarChangesResolver,
  ConfirmCalendarChange,
  DropCalendarChange,
  PreviewCalendarChange,
  PreviewCalendarYear,
  PreviewCityDays,
  PreviewOfficeHours,
  RecalculateDeadlines,
  RecalculationNotices,
  RecalculationWorker,
];
