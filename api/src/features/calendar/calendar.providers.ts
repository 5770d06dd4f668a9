import { CalendarResolver } from './calendar.resolver.js';
import { Calendars } from './calendars.js';
import { SeedCalendar } from './seed-calendar.js';

export const calendarProviders = [Calendars, SeedCalendar, CalendarResolver];
