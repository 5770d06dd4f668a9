import type { TFunction } from 'i18next';
import { isSpan, parseSpan } from '../../../common/src/working-time/span.js';

/** "5 个工作日" for `5wd`; what is no span stays as it is. Needs the `common` texts. */
export function spanWords(span: string, t: TFunction): string {
  if (!isSpan(span)) return span;
  const { amount, unit } = parseSpan(span);
  return t(`common:span.${unit}`, { count: amount });
}
