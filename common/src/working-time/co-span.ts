import type { OfficeClass } from './office-hours.js';
import { reckon } from './reckoning.js';
import { HOUR_MS } from './shanghai-time.js';
import { formatSpan, parseSpan } from './span.js';
import type { WorkingCalendar } from './working-calendar.js';
import { workingTimeBetween } from './working-time.js';

/** In fifths, so that whole numbers stay whole. */
const SHARE = { of: 4, in: 5 };

/**
 * The span of a co-unit's work: 80 % of the lead's (Beijing 条例 article 14: co-units deliver to the lead unit earlier; domain.md
 * section 3.3), in the lead's unit where that is a whole number, else in whole hours, rounded down, at least one. Who is
 * added late gets 80 % of what is left until the lead's due moment instead, so that the lead still has time to use the
 * result; a lead that is late itself takes nothing away from its helpers. Throws InvalidSpan.
 *
 * @param lead.due epoch milliseconds; null while it does not run
 * @param from when the co-unit's time begins, epoch milliseconds
 * @param officeClass of the co-unit
 */
export function coSpan(
  lead: { readonly span: string; readonly due: number | null },
  from: number,
  officeClass: OfficeClass,
  calendar: WorkingCalendar,
): string {
  const usual = shareOf(lead.span, calendar.hours[officeClass].dayMs);
  if (lead.due === null || lead.due <= from) return usual;
  const due = reckon({ startedAt: from, span: usual, officeClass, extensions: [], pauses: [] }, from, calendar).due;
  if (due < lead.due) return usual;
  const working = usual.includes('w');
  const left = working ? workingTimeBetween(from, lead.due, officeClass, calendar) : lead.due - from;
  return formatSpan({ amount: wholeHours(left), unit: working ? 'wh' : 'h' });
}

function shareOf(text: string, dayMs: number): string {
  const { amount, unit } = parseSpan(text);
  const share = (amount * SHARE.of) / SHARE.in;
  if (Number.isInteger(share)) return formatSpan({ amount: share, unit });
  if (unit === 'wd') return formatSpan({ amount: wholeHours(amount * dayMs), unit: 'wh' });
  return formatSpan({ amount: Math.max(1, Math.floor(share)), unit });
}

const wholeHours = (ms: number): number => Math.max(1, Math.floor((ms * SHARE.of) / SHARE.in / HOUR_MS));
