import type { DayHours, OfficeClass } from './office-hours.js';
import { DAY_MS, shanghaiDay, startOfShanghaiDay } from './shanghai-time.js';
import { OutsideCalendar, type WorkingCalendar } from './working-calendar.js';

/**
 * Working milliseconds from `from` to `to` (epoch milliseconds) in the office hours of a class; negative when `to` is
 * the earlier one. Throws OutsideCalendar before 2004 and after 2099.
 */
export function workingTimeBetween(
  from: number,
  to: number,
  officeClass: OfficeClass,
  calendar: WorkingCalendar,
): number {
  return elapsedAt(to, officeClass, calendar) - elapsedAt(from, officeClass, calendar);
}

/**
 * The earliest instant at which `workingMs` (0 or more) of working time have passed since `from`. Time that ends with
 * the office day ends there, not at the next opening. Throws OutsideCalendar before 2004 and after 2099.
 */
export function addWorkingTime(
  from: number,
  workingMs: number,
  officeClass: OfficeClass,
  calendar: WorkingCalendar,
): number {
  if (!(workingMs >= 0)) {
    throw new RangeError('Working time to add must not be negative');
  }
  if (workingMs === 0) {
    return from;
  }
  const hours = calendar.hours[officeClass];
  const elapsed = elapsedAt(from, officeClass, calendar) + workingMs;
  const whole = Math.ceil(elapsed / hours.dayMs) - 1;
  const index = dayIndexOfWorkDay(whole, officeClass, calendar);
  return startOfShanghaiDay(calendar.firstDay + index) + timeWhenWorked(elapsed - whole * hours.dayMs, hours);
}

/** Index in the calendar of the k-th day on which the class works. */
export function dayIndexOfWorkDay(k: number, officeClass: OfficeClass, calendar: WorkingCalendar): number {
  const index = officeClass === 'OFFICE' ? calendar.workDays[k] : k;
  if (index === undefined || index >= calendar.dayCount) {
    throw new OutsideCalendar();
  }
  return index;
}

/** How many days on which the class works lie before the day of this index. */
export function workDaysBefore(index: number, officeClass: OfficeClass, calendar: WorkingCalendar): number {
  return officeClass === 'OFFICE' ? calendar.workBefore[index]! : index;
}

/** Index in the calendar of the Shanghai day that contains an instant; throws OutsideCalendar. */
export function dayIndexOf(instant: number, calendar: WorkingCalendar): number {
  const index = shanghaiDay(instant) - calendar.firstDay;
  if (!(index >= 0 && index < calendar.dayCount)) {
    throw new OutsideCalendar();
  }
  return index;
}

/** Working milliseconds from the first day of the calendar to an instant. */
function elapsedAt(instant: number, officeClass: OfficeClass, calendar: WorkingCalendar): number {
  const hours = calendar.hours[officeClass];
  const index = dayIndexOf(instant, calendar);
  const before = workDaysBefore(index, officeClass, calendar);
  const works = officeClass !== 'OFFICE' || calendar.workBefore[index + 1]! > before;
  const sinceMidnight = instant - startOfShanghaiDay(calendar.firstDay + index);
  return before * hours.dayMs + (works ? workedBy(sinceMidnight, hours) : 0);
}

function workedBy(sinceMidnight: number, hours: DayHours): number {
  let worked = 0;
  for (const [opens, closes] of hours.stretches) {
    if (sinceMidnight <= opens) {
      break;
    }
    worked += Math.min(sinceMidnight, closes) - opens;
  }
  return worked;
}

function timeWhenWorked(worked: number, hours: DayHours): number {
  let rest = worked;
  for (const [opens, closes] of hours.stretches) {
    if (rest <= closes - opens) {
      return opens + rest;
    }
    rest -= closes - opens;
  }
  return DAY_MS;
}
