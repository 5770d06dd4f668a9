import type { OfficeClass } from './office-hours.js';
import { HOUR_MS, MINUTE_MS, shanghaiDay, startOfShanghaiDay } from './shanghai-time.js';
import { parseSpan, type Span, type SpanUnit, spanMs } from './span.js';
import type { SkippedDay, WorkingCalendar } from './working-calendar.js';
import { addWorkingTime, dayIndexOf, workingTimeBetween } from './working-time.js';

/** A stretch during which a clock stood still (epoch milliseconds); `to` is null while it still does. */
export interface Pause {
  readonly from: number;
  readonly to: number | null;
}

/** All that decides when a clock is due. Pauses are in order and do not overlap. */
export interface ClockTerms {
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly span: string;
  readonly officeClass: OfficeClass;
  /** Spans granted on top, in the order of their grants; in hours and minutes for an m or h clock, in wh or wd otherwise. */
  readonly extensions: readonly string[];
  readonly pauses: readonly Pause[];
}

/** When a clock is due and when it warns, all epoch milliseconds. While it is paused: as if it went on at `now`. */
export interface Reckoning {
  readonly due: number;
  /** 75 % of the net time, 50 % when the span is 2 hours or less (domain.md §3.6). */
  readonly yellow: number;
  /** 90 % of the net time. */
  readonly remind: number;
  /** The net time all told, in ms: working time for wh and wd, plain time for m and h. */
  readonly netMs: number;
  readonly provisional: boolean;
  /** Days that did not count, oldest first; empty for m and h. */
  readonly skipped: readonly SkippedDay[];
}

/** An extension in a unit that cannot be added to the clock's own. */
export class ForeignUnit extends RangeError {
  override readonly name = 'ForeignUnit';
}

const REMIND_AT = 0.9;
const SHORT_MS = 2 * HOUR_MS;

/**
 * When a clock with its extensions and pauses runs out. Net time is what the span promises plus what was granted; time in
 * a pause is not net time, so a pause moves the due moment by exactly the working time it lasted (domain.md §2.6 point 5).
 * Without either this is `dueAt`. Throws InvalidSpan, ForeignUnit, and OutsideCalendar for wh and wd beyond 2099.
 *
 * @param now closes a pause that is still open
 */
export function reckon(terms: ClockTerms, now: number, calendar: WorkingCalendar): Reckoning {
  const span = parseSpan(terms.span);
  const course = new Course(terms, span.unit, now, calendar);
  const spanNet = course.netOf(span);
  const netMs = terms.extensions.reduce((sum, text) => sum + course.netOf(parseSpan(text)), spanNet);
  const plain = spanMs(span);
  const yellowShare = plain !== null && plain <= SHORT_MS ? 0.5 : 0.75;
  const due = course.instantOf(netMs);
  return {
    due,
    yellow: Math.min(due, course.instantOf(Math.round(netMs * yellowShare))),
    remind: Math.min(due, course.instantOf(Math.round(netMs * REMIND_AT))),
    netMs,
    ...course.daysUntil(due),
  };
}

/** Net milliseconds that have run from the start to `at`, pauses left out. @param now closes a pause that is still open */
export function netRunAt(terms: ClockTerms, at: number, now: number, calendar: WorkingCalendar): number {
  return new Course(terms, parseSpan(terms.span).unit, now, calendar).netAt(at);
}

/** The instants of a clock's life on the scale of its own unit. */
class Course {
  private readonly working: boolean;
  /** From here on time counts: wd begin with the day after (Civil Code §201), all others at once. */
  private readonly from: number;
  private readonly pauses: readonly { from: number; to: number }[];

  constructor(
    private readonly terms: ClockTerms,
    unit: SpanUnit,
    now: number,
    private readonly calendar: WorkingCalendar,
  ) {
    this.working = unit === 'wh' || unit === 'wd';
    this.from = unit === 'wd' ? startOfShanghaiDay(shanghaiDay(terms.startedAt) + 1) : terms.startedAt;
    this.pauses = terms.pauses
      .map(({ from, to }) => ({ from: Math.max(from, this.from), to: to ?? Math.max(now, from) }))
      .filter(({ from, to }) => to > from);
  }

  netOf({ amount, unit }: Span): number {
    if ((unit === 'wh' || unit === 'wd') !== this.working) {
      throw new ForeignUnit(`${amount}${unit} cannot be added to a clock of ${this.terms.span}`);
    }
    switch (unit) {
      case 'm':
        return amount * MINUTE_MS;
      case 'h':
      case 'wh':
        return amount * HOUR_MS;
      case 'wd':
        return amount * this.calendar.hours[this.terms.officeClass].dayMs;
    }
  }

  /** The earliest instant at which so much net time has run. */
  instantOf(netMs: number): number {
    let at = this.add(this.from, netMs);
    for (const { from, to } of this.pauses) {
      if (from >= at) break;
      at = this.add(at, this.between(from, to));
    }
    return at;
  }

  netAt(at: number): number {
    let net = Math.max(0, this.between(this.from, Math.max(at, this.from)));
    for (const { from, to } of this.pauses) {
      if (from >= at) break;
      net -= this.between(from, Math.min(to, at));
    }
    return Math.max(0, net);
  }

  daysUntil(due: number): { provisional: boolean; skipped: readonly SkippedDay[] } {
    // SHIFT and ALWAYS work on all days, so no notice of the State Council can move their deadlines.
    if (!this.working || this.terms.officeClass !== 'OFFICE') return { provisional: false, skipped: [] };
    const { workBefore, unpublishedBefore, daysOff } = this.calendar;
    const from = dayIndexOf(this.from, this.calendar);
    // A span that ends at 24:00 belongs to the day that ends then.
    const to = Math.max(from, dayIndexOf(due - 1, this.calendar));
    return {
      provisional: unpublishedBefore[to + 1]! > unpublishedBefore[from]!,
      skipped: daysOff.slice(from - workBefore[from]!, to + 1 - workBefore[to + 1]!),
    };
  }

  private add(from: number, ms: number): number {
    return this.working ? addWorkingTime(from, ms, this.terms.officeClass, this.calendar) : from + ms;
  }

  private between(from: number, to: number): number {
    return this.working ? workingTimeBetween(from, to, this.terms.officeClass, this.calendar) : to - from;
  }
}
