import type { TFunction } from 'i18next';
import { shortDue } from '../../lib/format-time.js';
import { contextOf, spanWords } from '../../lib/span-words.js';

/** What a notice under the bell says; its facts are ids, enums and instants, told here in words. Needs the `common` texts. */
export function noticeSentence(
  kind: string,
  details: Record<string, unknown>,
  t: TFunction,
  language: string,
  now: number,
): string {
  const text = (name: string) => (typeof details[name] === 'string' ? (details[name] as string) : '');
  const moment = (name: string) => (text(name) ? shortDue(text(name), now, language) : '');
  const named = (group: string, value: string) => (value ? t(`${group}.${value}`, { defaultValue: value }) : '');
  return t([`notice.${kind}`, 'notice.other'], {
    ...details,
    ...(typeof details.overdueDays === 'number' ? { count: details.overdueDays } : {}),
    ...contextOf(text('officeClass')),
    // Those of orders from before meetings and instructions had limits name none: it was the answer's.
    clock: named('clock', text('clock') || 'SUPERVISION_ANSWER'),
    dueAt: moment('dueAt'),
    newDueAt: moment('newDueAt'),
    reason: named('pauseReason', text('reason')),
    span: text('span') ? spanWords(text('span'), t) : '',
    outcome: named('extensionState', text('outcome')),
    level: typeof details.level === 'number' ? t(`supervisionLevel.${details.level}`) : '',
    note: text('note') ? t('notice.note', { text: text('note') }) : '',
  });
}
