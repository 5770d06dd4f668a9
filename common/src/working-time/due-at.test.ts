import { readFileSync } from 'node:fs';
import { type Due, dueAt, netFractionAt, yellowAt } from './due-at.js';
import { instantOf, shanghaiIso } from './shanghai-time.js';
import { formatSpan, InvalidSpan, isSpan, parseSpan } from './span.js';
import { type CalendarDay, compileCalendar, isWorkingDay } from './working-calendar.js';

const national = JSON.parse(
  readFileSync(new URL('../../../api/src/features/calendar/national-calendar.json', import.meta.url), 'utf8'),
) as { publishedYears: { first: number; last: number }; days: Omit<CalendarDay, 'source'>[] };

const years = Array.from({ length: 23 }, (_, index) => ({ year: 2004 + index, state: 'PUBLISHED' as const }));
const days = national.days.map((day) => ({ ...day, source: 'NATIONAL' as const }));
const calendar = compileCalendar({ years, days });

const due = (start: string, span: string, officeClass: 'OFFICE' | 'SHIFT' | 'ALWAYS' = 'OFFICE') =>
  inShanghai(dueAt(instantOf(start), span, officeClass, calendar));
const inShanghai = (found: Due) => ({ ...found, dueIso: shanghaiIso(found.due) });
const dueText = (...question: Parameters<typeof due>) => due(...question).dueIso.slice(0, 16);

describe('the national calendar', () => {
  it('covers 2004 to 2026', () => {
    expect(national.publishedYears).toEqual({ first: 2004, last: 2026 });
  });

  it('has 248 working days and six make-up days in 2026', () => {
    const dates = Array.from({ length: 365 }, (_, day) =>
      new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
    );
    expect(dates.filter((date) => isWorkingDay(date, calendar))).toHaveLength(248);
    const weekends = dates.filter((date) => [0, 6].includes(new Date(date).getUTCDay()));
    expect(weekends.filter((date) => isWorkingDay(date, calendar))).toEqual([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ]);
  });
});

describe('working days', () => {
  it.each([
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-02-13', 5, '2026-02-27'],
    ['2026-02-14', 5, '2026-02-28'],
    ['2026-09-18', 5, '2026-09-24'],
    ['2026-09-24', 5, '2026-10-09'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-09-30', 5, '2026-10-13'],
    ['2026-10-09', 1, '2026-10-10'],
    ['2026-04-30', 5, '2026-05-11'],
    ['2026-11-20', 5, '2026-11-27'],
    ['2026-11-21', 5, '2026-11-27'],
    ['2026-01-02', 1, '2026-01-04'],
  ])('%s and %i working days end at close of business on %s, whatever the hour of the start', (start, n, end) => {
    for (const time of ['00:00', '10:00', '18:00', '23:59']) {
      const result = due(`${start}T${time}`, `${n}wd`);
      expect(result.dueIso).toBe(`${end}T18:00:00.000+08:00`);
      expect(result.provisional).toBe(false);
    }
  });

  it('never ends on 1 January of a year nobody has published, and says that it may move', () => {
    const result = due('2026-12-31T10:00', '1wd');
    expect(result.dueIso).toBe('2027-01-04T18:00:00.000+08:00');
    expect(result.provisional).toBe(true);
    expect(result.skipped).toEqual([
      { date: '2027-01-01', reason: 'HOLIDAY', name: '元旦' },
      { date: '2027-01-02', reason: 'WEEKEND', name: '' },
      { date: '2027-01-03', reason: 'WEEKEND', name: '' },
    ]);
  });

  it('ends within the published year without reservation', () => {
    expect(due('2026-12-24T10:00', '5wd')).toMatchObject({
      dueIso: '2026-12-31T18:00:00.000+08:00',
      provisional: false,
    });
  });

  it('counts off the fixed statutory dates of an unpublished year', () => {
    for (const date of ['2027-01-01', '2028-05-01', '2028-05-02', '2029-10-01', '2029-10-02', '2029-10-03']) {
      expect(isWorkingDay(date, calendar)).toBe(false);
    }
    expect(isWorkingDay('2028-05-03', calendar)).toBe(true);
    expect(isWorkingDay('2029-10-04', calendar)).toBe(true);
  });

  it('names the days skipped and why', () => {
    expect(due('2026-09-24T10:00', '1wd').skipped).toEqual([
      { date: '2026-09-25', reason: 'HOLIDAY', name: '中秋' },
      { date: '2026-09-26', reason: 'WEEKEND', name: '' },
      { date: '2026-09-27', reason: 'WEEKEND', name: '' },
    ]);
    expect(due('2026-02-13T10:00', '1wd').skipped).toEqual([]);
  });

  it('follows a city that closes its offices or works on a Sunday', () => {
    const city = compileCalendar({
      years,
      days: [
        { date: '2026-11-23', source: 'CITY', kind: 'OFF', name: '台风停工' },
        ...days,
        { date: '2026-11-29', source: 'CITY', kind: 'WORK', name: '补班' },
        { date: '2026-10-10', source: 'CITY', kind: 'OFF', name: '台风停工' },
      ],
    });
    const result = inShanghai(dueAt(instantOf('2026-11-20T10:00'), '5wd', 'OFFICE', city));
    expect(result.dueIso).toBe('2026-11-29T18:00:00.000+08:00');
    expect(result.skipped.at(2)).toEqual({ date: '2026-11-23', reason: 'CITY', name: '台风停工' });
    expect(inShanghai(dueAt(instantOf('2026-10-09T10:00'), '1wd', 'OFFICE', city)).dueIso).toMatch(/^2026-10-12T18:00/);
  });

  it('of shifts and of 24x7 posts are all days', () => {
    expect(due('2026-09-30T10:00', '1wd', 'SHIFT')).toMatchObject({
      dueIso: '2026-10-01T20:00:00.000+08:00',
      skipped: [],
    });
    expect(due('2026-12-31T10:00', '1wd', 'SHIFT').provisional).toBe(false);
    expect(dueText('2026-09-30T10:00', '1wd', 'ALWAYS')).toBe('2026-10-02T00:00');
  });
});

describe('hours', () => {
  it('of the clock run at once, day and night', () => {
    expect(dueText('2026-09-30T23:50', '15m')).toBe('2026-10-01T00:05');
    expect(due('2026-12-31T23:00', '2h')).toMatchObject({
      dueIso: '2027-01-01T01:00:00.000+08:00',
      provisional: false,
      skipped: [],
    });
  });

  it('of work run in office hours without the lunch break', () => {
    expect(dueText('2026-11-20T09:00', '2wh')).toBe('2026-11-20T11:00');
    expect(dueText('2026-11-20T11:00', '2wh')).toBe('2026-11-20T14:00');
    expect(dueText('2026-11-20T10:00', '2wh')).toBe('2026-11-20T12:00');
    expect(dueText('2026-11-20T12:30', '2wh')).toBe('2026-11-20T15:00');
    expect(dueText('2026-11-20T16:00', '2wh')).toBe('2026-11-20T18:00');
    expect(dueText('2026-11-20T17:30', '2wh')).toBe('2026-11-23T10:30');
    expect(dueText('2026-11-21T03:00', '2wh')).toBe('2026-11-23T11:00');
    expect(due('2026-12-31T17:30', '1wh').provisional).toBe(true);
    expect(due('2026-11-20T17:30', '2wh').skipped.map(({ date }) => date)).toEqual(['2026-11-21', '2026-11-22']);
    expect(due('2026-11-20T16:00', '2wh').skipped).toEqual([]);
  });

  it('of shifts run 08:00-20:00 every day, those of 24x7 posts always', () => {
    expect(dueText('2026-10-01T19:00', '2wh', 'SHIFT')).toBe('2026-10-02T09:00');
    expect(dueText('2026-10-01T23:00', '2wh', 'ALWAYS')).toBe('2026-10-02T01:00');
  });

  it('follow the hours a city has set', () => {
    const winter = compileCalendar({
      years,
      days,
      officeHours: [
        { officeClass: 'OFFICE', opens: '14:00:00', closes: '17:00:00' },
        { officeClass: 'OFFICE', opens: '08:30:00', closes: '12:00:00' },
      ],
    });
    expect(inShanghai(dueAt(instantOf('2026-11-20T11:30'), '1wh', 'OFFICE', winter)).dueIso).toMatch(
      /^2026-11-20T14:30/,
    );
    expect(inShanghai(dueAt(instantOf('2026-11-20T11:30'), '1wd', 'OFFICE', winter)).dueIso).toMatch(
      /^2026-11-23T17:00/,
    );
  });
});

describe('yellowAt', () => {
  const yellow = (start: string, span: string) =>
    shanghaiIso(yellowAt(instantOf(start), span, 'OFFICE', calendar)).slice(0, 16);

  it('is half of a span of two hours or less', () => {
    expect(yellow('2026-11-20T10:00', '2h')).toBe('2026-11-20T11:00');
    expect(yellow('2026-11-20T10:00', '30m')).toBe('2026-11-20T10:15');
    expect(yellow('2026-11-20T17:30', '2wh')).toBe('2026-11-23T09:30');
  });

  it('is three quarters of a longer span', () => {
    expect(yellow('2026-11-20T10:00', '24h')).toBe('2026-11-21T04:00');
    expect(yellow('2026-11-20T16:00', '4wh')).toBe('2026-11-23T10:00');
    expect(yellow('2026-11-20T10:00', '1wd')).toBe('2026-11-23T16:00');
    // Three of the counted days 25, 28, 29 and 30 December: the day it started on is not one of them.
    expect(yellow('2026-12-24T10:00', '4wd')).toBe('2026-12-29T18:00');
  });

  it('is the due instant itself when the whole span has run', () => {
    for (const span of ['15m', '3h', '7wh', '1wd', '9wd']) {
      const start = instantOf('2026-09-24T10:07');
      expect(netFractionAt(start, span, 1, 'OFFICE', calendar)).toBe(dueAt(start, span, 'OFFICE', calendar).due);
    }
  });
});

describe('spans', () => {
  it('are read and written alike', () => {
    for (const text of ['15m', '2h', '2wh', '5wd', '9999wd']) {
      expect(isSpan(text)).toBe(true);
      expect(formatSpan(parseSpan(text))).toBe(text);
    }
    expect(parseSpan('2wh')).toEqual({ amount: 2, unit: 'wh' });
    expect(isSpan('2 h')).toBe(false);
  });
});

describe('what cannot be reckoned', () => {
  it('is refused', () => {
    for (const span of ['', '5', 'wd', '0wd', '-1h', '5 wd', '1.5h', '10000wd', '5WD']) {
      expect(() => due('2026-11-20', span)).toThrow(InvalidSpan);
    }
    expect(() => due('2003-12-30', '1wd')).toThrow('2004 to 2099');
    expect(() => due('2099-12-30', '5wd')).toThrow('2004 to 2099');
    expect(() =>
      compileCalendar({ years, days: [{ date: '2026-02-30', source: 'CITY', kind: 'OFF', name: '' }] }),
    ).toThrow('Not a date');
    const overlapping = [
      { officeClass: 'OFFICE' as const, opens: '09:00', closes: '12:00' },
      { officeClass: 'OFFICE' as const, opens: '11:00', closes: '18:00' },
    ];
    expect(() => compileCalendar({ years, days, officeHours: overlapping })).toThrow('overlap');
  });
});
