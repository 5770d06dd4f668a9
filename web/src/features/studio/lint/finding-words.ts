import type { TFunction } from 'i18next';
import type { Finding } from '../../../../../common/src/model-lint/finding.js';

/** A finding in the reader's language; a rule we have no words for says its own sentence. Needs the texts of `lint`. */
export function findingWords({ rule, details, message }: Finding, t: TFunction) {
  const say = (part: string, otherwise: string): string =>
    String(t(`lint:${rule}.${part}`, { ...details, defaultValue: otherwise }));
  return { what: say('what', message), why: say('why', ''), how: say('how', '') };
}
