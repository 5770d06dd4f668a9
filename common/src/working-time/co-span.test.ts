import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { coSpan } from './co-span.js';
import { reckon } from './reckoning.js';
import { instantOf, shanghaiIso } from './shanghai-time.js';
import { type CalendarDay, compileCalendar } from './working-calendar.js';

const national = JSON.parse(
  readFileSync(new URL('../../../api/src/features/calendar/national-calendar.json', import.meta.url), 'utf8'),
) as { days: Omit<CalendarDay, 'source'>[] };
const years = Array.from({ length: 23 }, (_, index) => ({ year: 2004 + index, state: 'PUBLISHED' as const }));
const calendar = compileCalendar({
  years,
  days: national.days.map((day) => ({ ...day, source: 'NATIONAL' as const })),
});

const FROM = instantOf('2026-09-24T10:00');
const due = (span: string, from = FROM) =>
  reckon({ startedAt: from, span, officeClass: 'OFFICE', extensions: [], pauses: [] }, from, calendar).due;

describe('the limit of a co-unit', () => {
  it.each([
    ['5wd', '4wd'],
    ['45wd', '36wd'],
    ['10h', '8h'],
    ['24h', '19h'],
    ['2h', '1h'],
    ['1h', '1h'],
    ['15m', '12m'],
    // 5.6 and 2.4 working days of eight hours.
    ['7wd', '44wh'],
    ['3wd', '19wh'],
    ['4wh', '3wh'],
  ])('is 80 %% of the lead’s %s: %s', (lead, expected) => {
    expect(coSpan({ span: lead, due: null }, FROM, 'OFFICE', calendar)).toBe(expected);
  });

  it('is reckoned in the hours of the co-unit', () => {
    expect(coSpan({ span: '3wd', due: null }, FROM, 'SHIFT', calendar)).toBe('28wh');
  });

  it('leaves the lead time to use the result when the unit is added late', () => {
    const leadDue = due('5wd');
    const late = instantOf('2026-10-09T10:00');
    expect(shanghaiIso(leadDue).slice(0, 16)).toBe('2026-10-09T18:00');
    // Seven working hours are left.
    expect(coSpan({ span: '5wd', due: leadDue }, late, 'OFFICE', calendar)).toBe('5wh');
    expect(coSpan({ span: '24h', due: late + 10 * 3_600_000 }, late, 'ALWAYS', calendar)).toBe('8h');
    expect(coSpan({ span: '5wd', due: leadDue }, leadDue - 60_000, 'OFFICE', calendar)).toBe('1wh');
  });

  it('is the usual one where the lead is late itself', () => {
    const leadDue = due('5wd');
    expect(coSpan({ span: '5wd', due: leadDue }, leadDue + 60_000, 'OFFICE', calendar)).toBe('4wd');
  });

  it('ends before the lead’s, whenever the unit is added with two hours left', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 60 * 24 * 60 }), (days, minutes) => {
        const leadDue = due(`${days}wd`);
        const from = FROM + minutes * 60_000;
        const lead = { span: `${days}wd`, due: leadDue };
        const working = reckon(
          { startedAt: from, span: '2wh', officeClass: 'OFFICE', extensions: [], pauses: [] },
          from,
          calendar,
        ).due;
        fc.pre(working <= leadDue);
        expect(due(coSpan(lead, from, 'OFFICE', calendar), from)).toBeLessThan(leadDue);
      }),
      { numRuns: 500 },
    );
  });
});
