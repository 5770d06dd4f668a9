export { Calendars, type CalendarTables } from './calendars.js';
export { SeedCalendar } from './seed-calendar.js';
