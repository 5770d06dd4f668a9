import type { TFunction } from 'i18next';
import type { CombinedError } from 'urql';
import { errorFacts, errorSentence } from '../../lib/error-facts.js';

/** What was refused here, in the reader's language; needs the texts of the studio. */
export function studioSentence(error: CombinedError, t: TFunction): string {
  const { name, details } = errorFacts(error);
  if (name === 'ModelUnreadable') {
    const line = details.line ? t('studio:refusal.line', { line: details.line }) : '';
    return `${t(`studio:problem.${String(details.problem)}`, { defaultValue: t('studio:problem.other') })}${line}`;
  }
  return errorSentence(error, t, 'studio:refusal');
}
