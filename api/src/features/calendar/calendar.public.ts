export { Calendars } from './calendars.js';
export { SeedCalendar } from './seed-calendar.js';
