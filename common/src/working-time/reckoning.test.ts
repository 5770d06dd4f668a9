import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { dueAt, netFractionAt, yellowAt } from './due-at.js';
import type { OfficeClass } from './office-hours.js';
import { type ClockTerms, ForeignUnit, netRunAt, type Pause, reckon } from './reckoning.js';
import { HOUR_MS, instantOf, MINUTE_MS, shanghaiIso } from './shanghai-time.js';
import { nextMilestone, spreadOf } from './ticks.js';
import { type CalendarDay, compileCalendar } from './working-calendar.js';

const national = JSON.parse(
  readFileSync(new URL('../../../api/src/features/calendar/national-calendar.json', import.meta.url), 'utf8'),
) as { days: Omit<CalendarDay, 'source'>[] };
const calendar = compileCalendar({
  years: Array.from({ length: 23 }, (_, index) => ({ year: 2004 + index, state: 'PUBLISHED' as const })),
  days: national.days.map((day) => ({ ...day, source: 'NATIONAL' as const })),
});

const anyClass = fc.constantFrom<OfficeClass>('OFFICE', 'SHIFT', 'ALWAYS');
const anyStart = fc.integer({ min: instantOf('2026-01-01'), max: instantOf('2026-10-31') });
const workingSpan = fc.oneof(
  fc.integer({ min: 1, max: 40 }).map((n) => `${n}wh`),
  fc.integer({ min: 1, max: 10 }).map((n) => `${n}wd`),
);
const plainSpan = fc.oneof(
  fc.integer({ min: 1, max: 90 }).map((n) => `${n}m`),
  fc.integer({ min: 1, max: 48 }).map((n) => `${n}h`),
);
/** Pauses after the start as gaps and lengths in minutes, so that they are in order and apart. */
const anyPauses = fc.array(fc.tuple(fc.integer({ min: 1, max: 4_000 }), fc.integer({ min: 1, max: 6_000 })), {
  maxLength: 4,
});

const terms = (startedAt: number, span: string, more: Partial<ClockTerms> = {}): ClockTerms => ({
  startedAt,
  span,
  officeClass: 'OFFICE',
  extensions: [],
  pauses: [],
  ...more,
});
const at = (text: string) => instantOf(text);
const iso = (instant: number) => shanghaiIso(instant).slice(0, 16);

function pausesAfter(start: number, gaps: [number, number][]): Pause[] {
  let from = start;
  return gaps.map(([gap, length]) => {
    from += gap * MINUTE_MS;
    const pause = { from, to: from + length * MINUTE_MS };
    from = pause.to;
    return pause;
  });
}

describe('a clock that was neither extended nor paused', () => {
  it('is due when its span ends, and turns yellow when dueAt says so', () => {
    fc.assert(
      fc.property(anyStart, fc.oneof(workingSpan, plainSpan), anyClass, (start, span, officeClass) => {
        const reckoned = reckon(terms(start, span, { officeClass }), start, calendar);
        const due = dueAt(start, span, officeClass, calendar);
        expect(reckoned).toMatchObject({ due: due.due, provisional: due.provisional, skipped: due.skipped });
        expect(reckoned.yellow).toBe(yellowAt(start, span, officeClass, calendar));
        expect(reckoned.remind).toBe(netFractionAt(start, span, 0.9, officeClass, calendar));
      }),
    );
  });
});

describe('an extension', () => {
  it.each([
    ['2026-09-24T10:00', '5wd', ['5wd'], '2026-10-15T18:00'],
    ['2026-09-24T10:00', '5wd', ['1wd'], '2026-10-10T18:00'],
    ['2026-09-24T10:00', '24h', ['24h'], '2026-09-26T10:00'],
    ['2026-09-24T17:00', '2wh', ['2wh'], '2026-09-28T12:00'],
  ])('from %s, %s and %j runs out at %s', (start, span, extensions, due) => {
    expect(iso(reckon(terms(at(start), span, { extensions }), at(start), calendar).due)).toBe(due);
  });

  it('never brings a due moment forward', () => {
    fc.assert(
      fc.property(anyStart, workingSpan, workingSpan, anyClass, anyPauses, (start, span, more, officeClass, gaps) => {
        const pauses = pausesAfter(start, gaps);
        const before = reckon(terms(start, span, { officeClass, pauses }), start, calendar);
        const after = reckon(terms(start, span, { officeClass, pauses, extensions: [more] }), start, calendar);
        expect(after.due).toBeGreaterThan(before.due);
        expect(after.yellow).toBeGreaterThanOrEqual(before.yellow);
      }),
    );
  });

  it('in a unit of another kind is refused', () => {
    expect(() => reckon(terms(at('2026-09-24'), '24h', { extensions: ['1wd'] }), 0, calendar)).toThrow(ForeignUnit);
  });
});

describe('a pause', () => {
  it.each([
    // Two hours of a working day are two hours later.
    ['2026-09-21T10:00', '5wd', '2026-09-22T10:00', '2026-09-22T12:00', '2026-09-30T11:00'],
    // A whole working day is a whole working day.
    ['2026-09-21T10:00', '5wd', '2026-09-22T09:00', '2026-09-23T09:00', '2026-09-30T18:00'],
    // Over days off nothing would have run.
    ['2026-09-21T10:00', '5wd', '2026-09-24T18:00', '2026-09-28T09:00', '2026-09-29T18:00'],
    // The day of the trigger does not count, so a pause on it costs nothing.
    ['2026-09-21T10:00', '5wd', '2026-09-21T11:00', '2026-09-21T16:00', '2026-09-29T18:00'],
    ['2026-09-21T10:00', '24h', '2026-09-21T12:00', '2026-09-21T15:00', '2026-09-22T13:00'],
  ])('from %s, %s, paused %s to %s, is due %s', (start, span, from, to, due) => {
    const pauses = [{ from: at(from), to: at(to) }];
    expect(iso(reckon(terms(at(start), span, { pauses }), at(to), calendar).due)).toBe(due);
  });

  it('moves the due moment by exactly the time it would have run, however it is cut up', () => {
    fc.assert(
      fc.property(anyStart, fc.oneof(workingSpan, plainSpan), anyClass, anyPauses, (start, span, officeClass, gaps) => {
        const pauses = pausesAfter(start, gaps);
        const whole = reckon(terms(start, span, { officeClass, pauses }), start, calendar);
        const halves = pauses.flatMap(({ from, to }) => {
          const middle = from + Math.floor((to! - from) / 2);
          return [
            { from, to: middle },
            { from: middle, to },
          ];
        });
        const cut = reckon(terms(start, span, { officeClass, pauses: halves }), start, calendar);
        expect(cut).toEqual(whole);
        expect(netRunAt(terms(start, span, { officeClass, pauses }), whole.due, start, calendar)).toBe(whole.netMs);
      }),
    );
  });

  it('that is still open leaves as much time as there was when it began', () => {
    fc.assert(
      fc.property(anyStart, workingSpan, fc.integer({ min: 1, max: 5_000 }), (start, span, minutes) => {
        const paused = start + HOUR_MS;
        const now = paused + minutes * MINUTE_MS;
        const open = terms(start, span, { pauses: [{ from: paused, to: null }] });
        const before = reckon(terms(start, span), start, calendar);
        if (paused >= before.due) return;
        const ran = netRunAt(open, paused, now, calendar);
        expect(netRunAt(open, now, now, calendar)).toBe(ran);
        const after = reckon(open, now, calendar);
        const closed = terms(start, span, { pauses: [{ from: paused, to: now }] });
        expect(reckon(closed, now + HOUR_MS, calendar)).toEqual(after);
        expect(netRunAt(closed, after.due, after.due, calendar)).toBe(before.netMs);
      }),
    );
  });
});

describe('warnings', () => {
  it('come in order: yellow, reminder, red, then every working day', () => {
    fc.assert(
      fc.property(anyStart, workingSpan, anyClass, anyPauses, (start, span, officeClass, gaps) => {
        const reckoned = reckon(terms(start, span, { officeClass, pauses: pausesAfter(start, gaps) }), start, calendar);
        const steps = [
          { light: 'GREEN', reminded: false, overdueDays: 0 },
          { light: 'YELLOW', reminded: false, overdueDays: 0 },
          { light: 'YELLOW', reminded: true, overdueDays: 0 },
          { light: 'RED', reminded: true, overdueDays: 0 },
          { light: 'RED', reminded: true, overdueDays: 1 },
        ] as const;
        const ticks = steps.map((progress) => nextMilestone(progress, reckoned, officeClass, calendar));
        expect(ticks.map(({ milestone }) => milestone)).toEqual([
          'YELLOW',
          'REMIND',
          'RED',
          'OVERDUE_DAY',
          'OVERDUE_DAY',
        ]);
        for (const [index, tick] of ticks.slice(1).entries()) expect(tick.at).toBeGreaterThanOrEqual(ticks[index]!.at);
      }),
    );
  });

  it('of many clocks due at once are spread evenly over ten minutes, and a short clock hardly waits', () => {
    const spreads = fc
      .sample(fc.uuid({ version: 7 }), { numRuns: 10_000, seed: 7 })
      .map((id) => spreadOf(id, 40 * HOUR_MS));
    const perMinute = Map.groupBy(spreads, (spread) => Math.floor(spread / MINUTE_MS));
    expect([...perMinute.keys()].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for (const minute of perMinute.values()) expect(minute.length).toBeGreaterThan(800);
    expect(spreadOf('0199', 15 * MINUTE_MS)).toBeLessThan(MINUTE_MS);
  });
});
