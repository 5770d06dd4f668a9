import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { dueAt, yellowAt } from './due-at.js';
import type { OfficeClass } from './office-hours.js';
import { remaining } from './remaining.js';
import { dateOfDay, instantOf, MINUTE_MS, shanghaiDay } from './shanghai-time.js';
import { type CalendarDay, compileCalendar, isWorkingDay } from './working-calendar.js';
import { addWorkingTime, workingTimeBetween } from './working-time.js';

const national = JSON.parse(
  readFileSync(new URL('../../../api/src/features/calendar/national-calendar.json', import.meta.url), 'utf8'),
) as { days: Omit<CalendarDay, 'source'>[] };
const years = Array.from({ length: 23 }, (_, index) => ({ year: 2004 + index, state: 'PUBLISHED' as const }));
const days = [
  ...national.days.map((day) => ({ ...day, source: 'NATIONAL' as const })),
  { date: '2025-08-20', source: 'CITY' as const, kind: 'OFF' as const, name: '台风停工' },
];
const calendar = compileCalendar({ years, days });

const FROM = instantOf('2024-01-01');
const TO = instantOf('2027-01-01');
const anyClass = fc.constantFrom<OfficeClass>('OFFICE', 'SHIFT', 'ALWAYS');
const anyInstant = fc.integer({ min: FROM, max: TO - 1 });
const anyMinute = fc.integer({ min: 0, max: (TO - FROM) / MINUTE_MS - 1 }).map((minute) => FROM + minute * MINUTE_MS);
const anySpan = fc.oneof(
  fc.integer({ min: 1, max: 90 }).map((n) => `${n}m`),
  fc.integer({ min: 1, max: 60 }).map((n) => `${n}h`),
  fc.integer({ min: 1, max: 60 }).map((n) => `${n}wh`),
  fc.integer({ min: 1, max: 30 }).map((n) => `${n}wd`),
);

/** The rules once more, the slow way: look at the wall clock minute by minute. */
const exceptions = new Map(days.map((day) => [day.date, day.kind]));
function isDayOfWork(day: number, officeClass: OfficeClass): boolean {
  if (officeClass !== 'OFFICE') {
    return true;
  }
  const weekday = new Date(day * 86_400_000).getUTCDay();
  const kind = exceptions.get(dateOfDay(day)) ?? (weekday === 0 || weekday === 6 ? 'OFF' : 'WORK');
  const unpublishedNewYear = dateOfDay(day) === '2027-01-01';
  return kind === 'WORK' && !unpublishedNewYear;
}
const openHours = {
  OFFICE: [9, 10, 11, 13, 14, 15, 16, 17],
  SHIFT: [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19],
  ALWAYS: Array.from({ length: 24 }, (_, hour) => hour),
};
const closing = { OFFICE: 18, SHIFT: 20, ALWAYS: 24 };
function isOpen(instant: number, officeClass: OfficeClass): boolean {
  const local = new Date(instant + 8 * 3_600_000);
  return isDayOfWork(shanghaiDay(instant), officeClass) && openHours[officeClass].includes(local.getUTCHours());
}
function slowDue(start: number, span: string, officeClass: OfficeClass): number {
  const amount = Number.parseInt(span, 10);
  if (span.endsWith('wd')) {
    let day = shanghaiDay(start);
    for (let left = amount; left > 0; ) {
      day += 1;
      left -= isDayOfWork(day, officeClass) ? 1 : 0;
    }
    return day * 86_400_000 + (closing[officeClass] - 8) * 3_600_000;
  }
  const always = !span.endsWith('wh');
  let instant = start;
  for (let left = span.endsWith('m') ? amount : amount * 60; left > 0; instant += MINUTE_MS) {
    left -= always || isOpen(instant, officeClass) ? 1 : 0;
  }
  return instant;
}

describe('dueAt', () => {
  it('agrees with a minute-by-minute reckoning over three years', () => {
    fc.assert(
      fc.property(anyMinute, anySpan, anyClass, (start, span, officeClass) => {
        const fast = dueAt(start, span, officeClass, calendar);
        expect(fast.due).toBe(slowDue(start, span, officeClass));
      }),
      { numRuns: 300 },
    );
  });

  it('never falls due earlier for a later start, turns yellow in between, and ends in working time', () => {
    fc.assert(
      fc.property(anyInstant, anyInstant, anySpan, anyClass, (one, other, span, officeClass) => {
        const [early, late] = one <= other ? [one, other] : [other, one];
        const { due } = dueAt(early, span, officeClass, calendar);
        expect(due).toBeLessThanOrEqual(dueAt(late, span, officeClass, calendar).due);
        const yellow = yellowAt(early, span, officeClass, calendar);
        expect(yellow).toBeGreaterThanOrEqual(early);
        expect(yellow).toBeLessThan(due);
        if (span.includes('w') && officeClass === 'OFFICE') {
          expect(isWorkingDay(dateOfDay(shanghaiDay(due)), calendar)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('skips exactly the days without work between start and end', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: 1, max: 30 }), (start, n) => {
        const { due, skipped } = dueAt(start, `${n}wd`, 'OFFICE', calendar);
        expect(skipped.length + n).toBe(shanghaiDay(due) - shanghaiDay(start));
        expect(skipped.some(({ date }) => isWorkingDay(date, calendar))).toBe(false);
      }),
    );
  });

  it('of working hours may be split anywhere', () => {
    const hours = fc.integer({ min: 1, max: 80 });
    fc.assert(
      fc.property(anyInstant, hours, hours, anyClass, (start, first, second, officeClass) => {
        const half = dueAt(start, `${first}wh`, officeClass, calendar).due;
        const whole = dueAt(start, `${first + second}wh`, officeClass, calendar).due;
        expect(dueAt(half, `${second}wh`, officeClass, calendar).due).toBe(whole);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('dueAt of working days', () => {
  const days = fc.integer({ min: 1, max: 30 });

  it('may be split anywhere: each part ends at close of business and the next begins the day after', () => {
    fc.assert(
      fc.property(anyInstant, days, days, anyClass, (start, first, second, officeClass) => {
        const half = dueAt(start, `${first}wd`, officeClass, calendar).due;
        const whole = dueAt(start, `${first + second}wd`, officeClass, calendar).due;
        // A day that closes at 24:00 ends at the first moment of the next.
        expect(dueAt(half - 1, `${second}wd`, officeClass, calendar).due).toBe(whole);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('workingTimeBetween', () => {
  it('gives back every span from its start and its due moment', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: 1, max: 30 }), anyClass, (start, amount, officeClass) => {
        const between = (from: number, span: string) =>
          workingTimeBetween(from, dueAt(start, span, officeClass, calendar).due, officeClass, calendar);
        expect(between(start, `${amount}wh`)).toBe(amount * 3_600_000);
        const dayAfter = (shanghaiDay(start) + 1) * 86_400_000 - 8 * 3_600_000;
        expect(between(dayAfter, `${amount}wd`)).toBe(amount * openHours[officeClass].length * 3_600_000);
      }),
      { numRuns: 2000 },
    );
  });

  it('is what addWorkingTime added', () => {
    const time = fc.integer({ min: 0, max: 60 * 24 * 3_600_000 });
    fc.assert(
      fc.property(anyInstant, time, anyClass, (start, ms, officeClass) => {
        const end = addWorkingTime(start, ms, officeClass, calendar);
        expect(workingTimeBetween(start, end, officeClass, calendar)).toBe(ms);
        expect(workingTimeBetween(end, start, officeClass, calendar)).toBe(0 - ms);
        if (ms > 0) {
          // The earliest such instant.
          expect(workingTimeBetween(start, end - 1, officeClass, calendar)).toBe(ms - 1);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('adds up over any instant in between', () => {
    fc.assert(
      fc.property(anyInstant, anyInstant, anyInstant, anyClass, (a, b, c, officeClass) => {
        const between = (from: number, to: number) => workingTimeBetween(from, to, officeClass, calendar);
        expect(between(a, b) + between(b, c)).toBe(between(a, c));
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with counting open minutes', () => {
    fc.assert(
      fc.property(anyMinute, fc.integer({ min: 0, max: 20_000 }), anyClass, (start, minutes, officeClass) => {
        let open = 0;
        for (let minute = 0; minute < minutes; minute += 1) {
          open += isOpen(start + minute * MINUTE_MS, officeClass) ? 1 : 0;
        }
        const end = start + minutes * MINUTE_MS;
        fc.pre(end < TO);
        expect(workingTimeBetween(start, end, officeClass, calendar)).toBe(open * MINUTE_MS);
      }),
      { numRuns: 100 },
    );
  });

  it('refuses to add negative time', () => {
    expect(() => addWorkingTime(FROM, -1, 'OFFICE', calendar)).toThrow(RangeError);
    expect(() => addWorkingTime(FROM, Number.NaN, 'OFFICE', calendar)).toThrow(RangeError);
  });
});

describe('remaining', () => {
  const ask = (now: string, due: string, unit?: 'm' | 'h' | 'wh' | 'wd') =>
    remaining(instantOf(now), instantOf(due), 'OFFICE', calendar, unit);

  it('counts office time before and after the due instant', () => {
    expect(ask('2026-11-19T15:00', '2026-11-20T18:00')).toEqual({
      overdue: false,
      workingDays: 1,
      hours: 3,
      minutes: 0,
    });
    expect(ask('2026-11-20T18:00', '2026-11-20T18:00')).toEqual({
      overdue: true,
      workingDays: 0,
      hours: 0,
      minutes: 0,
    });
    expect(ask('2026-11-22T12:00', '2026-11-20T18:00')).toEqual({
      overdue: true,
      workingDays: 0,
      hours: 0,
      minutes: 0,
    });
    expect(ask('2026-11-23T11:30', '2026-11-20T18:00')).toEqual({
      overdue: true,
      workingDays: 0,
      hours: 2,
      minutes: 30,
    });
  });

  it('counts every hour of a clock that runs day and night', () => {
    expect(ask('2026-11-20T18:00', '2026-11-21T19:30', 'h')).toEqual({
      overdue: false,
      workingDays: 0,
      hours: 25,
      minutes: 30,
    });
  });

  it('shows a last minute until the clock has run out', () => {
    expect(ask('2026-11-20T17:59:59', '2026-11-20T18:00')).toMatchObject({ overdue: false, minutes: 1 });
    expect(ask('2026-11-23T09:00:59', '2026-11-20T18:00')).toMatchObject({ overdue: true, minutes: 0 });
  });
});

describe('instantOf', () => {
  it('reads a time without an offset as Shanghai time', () => {
    expect(instantOf('2026-09-24T10:00')).toBe(Date.parse('2026-09-24T02:00:00Z'));
    expect(instantOf('2026-09-24')).toBe(Date.parse('2026-09-23T16:00:00Z'));
    expect(instantOf('2026-09-24T10:00:00.5Z')).toBe(Date.parse('2026-09-24T10:00:00.500Z'));
    expect(instantOf('2026-09-24T10:00:00+09:00')).toBe(Date.parse('2026-09-24T01:00:00Z'));
  });

  it('refuses what is no time', () => {
    for (const text of ['', 'today', '2026-02-30', '2026-13-01', '2026-09-24T25:00', '2026-9-4']) {
      expect(() => instantOf(text)).toThrow(RangeError);
    }
  });
});
