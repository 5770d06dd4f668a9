import type { TFunction } from 'i18next';
import type { CombinedError } from 'urql';
import { errorFacts, errorSentence } from '../../lib/error-facts.js';

/** Why looking up or acting failed, in the citizen's words. A wrong number and a wrong code read the same on purpose. */
export function progressError(error: CombinedError, t: TFunction): string {
  const { code, name, details } = errorFacts(error);
  if (code === 'NOT_FOUND' || code === 'FORBIDDEN' || code === 'UNAUTHENTICATED') return t('citizen:error.wrongKey');
  if (code === 'RATE_LIMITED') {
    const minutes = Number(details.retryInMinutes);
    if (name === 'UrgedTooSoon') return t('citizen:act.urgeWait');
    return minutes > 0 ? t('citizen:error.tooMany', { minutes }) : t('citizen:error.tooManyPlain');
  }
  return reportError(error, t);
}

/** Why sending failed, in the citizen's words: nobody out there has an administrator to ask. */
export function reportError(error: CombinedError, t: TFunction): string {
  return errorFacts(error).code === 'INTERNAL' ? t('citizen:error.internal') : errorSentence(error, t);
}
