import type { TFunction } from 'i18next';
import type { Aspect } from '../../../../../common/src/model-diff/model-change.js';

/** Aspects whose values have words of their own on the other pages. */
const WORDS: Partial<Record<Aspect, string>> = {
  LIMIT: 'common:clock',
  STATUS: 'common:status',
  PHASE: 'common:phase',
  TYPE: 'studio:elementType',
};
const YES_OR_NO: readonly Aspect[] = ['REQUIRED', 'OUTPUT'];

/** What a version says of one aspect, in words where the value is a code. */
export function saidOf(aspect: Aspect, value: string, t: TFunction): string {
  if (YES_OR_NO.includes(aspect)) return t('studio:changes.yes');
  const prefix = WORDS[aspect];
  return prefix ? t(`${prefix}.${value}`, { defaultValue: value }) : value;
}
