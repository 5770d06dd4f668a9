import type { TFunction } from 'i18next';
import type { CombinedError } from 'urql';
import { errorFacts, errorSentence } from '../../lib/error-facts.js';

/** What is wrong with a notice, with its line; every other error in its own words. Needs the `calendar` texts. */
export function refusalSentence(error: CombinedError, t: TFunction): string {
  const { name, details } = errorFacts(error);
  if (name !== 'CalendarFileRefused') return errorSentence(error, t, 'calendar:errorName');
  const line = lineOf(error);
  const found = String(details.found ?? '');
  return t(line === null ? 'calendar:refusedWhole' : 'calendar:refusedLine', {
    line,
    why: t([`calendar:refused.${String(details.rule)}`, 'calendar:refused.other'], { found }),
  });
}

/** The line of the text that was refused; null where none is meant. */
export function lineOf(error: CombinedError): number | null {
  const { line } = errorFacts(error).details;
  return typeof line === 'number' ? line : null;
}
