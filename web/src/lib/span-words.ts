import type { TFunction } from 'i18next';
import { isSpan, parseSpan } from '../../../common/src/working-time/span.js';

/**
 * "5 个工作日" for `5wd`, "5 个自然日" where the unit works day and night and so every day counts; what is no span stays as it
 * is. Needs the `common` texts.
 */
export function spanWords(span: string, t: TFunction, officeClass?: string | null): string {
  if (!isSpan(span)) return span;
  const { amount, unit } = parseSpan(span);
  return t(`common:span.${unit}`, { count: amount, ...contextOf(officeClass) });
}

/** Texts with `_ALWAYS` are for units that never close. */
export const contextOf = (officeClass: string | null | undefined): { context?: 'ALWAYS' } =>
  officeClass === 'ALWAYS' ? { context: 'ALWAYS' } : {};
