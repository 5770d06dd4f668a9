import type { TFunction } from 'i18next';
import type { TrialProgressFragment } from '../../../gql/documents.generated.js';
import { spanWords } from '../../../lib/span-words.js';

type Step = TrialProgressFragment['steps'][number];
type Check = Step['checks'][number];

const NONE = '—';

/** What a step of a scenario is, as people say it. Needs the texts of `trials` and `common`. */
export function stepWords({ verb, subject, name }: Step, t: TFunction): string {
  switch (verb) {
    case 'receive':
      return t('trials:step.receive', { type: t(`common:caseType.${subject}`, { defaultValue: subject }) });
    case 'complete':
      return t('trials:step.complete', { task: taskWords(name || subject, subject, t) });
    case 'act':
      return t(`trials:act.${subject}`, { defaultValue: subject });
    case 'wait':
      return t('trials:step.wait', { span: subject.startsWith('P') ? subject : spanWords(subject, t) });
    case 'until':
      return t('trials:step.until', { moment: subject.slice(0, 16).replace('T', ' ') });
    default:
      return t('trials:step.expect');
  }
}

/** As it is drawn, which is in Chinese; elsewhere in the platform's words where it has some. */
const taskWords = (name: string, element: string, t: TFunction) =>
  name !== element && t('common:languageCode').startsWith('zh')
    ? name
    : t(`common:taskKind.${element}`, { defaultValue: name });

/** Why it did not go as written. */
export function problemWords({ code, message, details }: NonNullable<Step['problem']>, t: TFunction): string {
  const facts = details as Record<string, string>;
  return t(`trials:problem.${code}`, {
    defaultValue: message,
    ...facts,
    ...(facts.element && { element: taskWords(facts.element, facts.element, t) }),
    ...(facts.open && { open: facts.open === NONE ? t('trials:none') : valueWords('tasks', facts.open, t) }),
    ...(facts.kind && { kind: t(`common:clock.${facts.kind}`, { defaultValue: facts.kind }) }),
    ...(facts.code && { refusal: t(`common:errorCode.${facts.code}`, { defaultValue: facts.code }) }),
    message: facts.message ?? message,
  });
}

/** What was looked at, what it should be and what it is. */
export function checkWords(check: Check, t: TFunction): { what: string; expected: string; seen: string } {
  const [thing = '', kind = '', aspect = ''] = check.what.split('.');
  const what =
    thing === 'clocks'
      ? t(`trials:clock.${aspect}`, { clock: t(`common:clock.${kind}`, { defaultValue: kind }) })
      : t(`trials:what.${thing}`);
  const value = (text: string) =>
    text === NONE ? t('trials:none') : valueWords(thing === 'clocks' ? aspect : thing, text, t);
  return { what, expected: value(check.expected), seen: value(check.seen) };
}

function valueWords(thing: string, text: string, t: TFunction): string {
  switch (thing) {
    case 'tasks':
      return listed(text, (each) => taskWords(each, each, t));
    case 'status':
      return t(`common:status.${text}`, { defaultValue: text });
    case 'light':
      return t(`common:light.${text}`, { defaultValue: text });
    case 'state':
      return t(`common:clockState.${text}`, { defaultValue: text });
    case 'urgency':
      return t(`common:urgency.${text}`, { defaultValue: text });
    case 'ended':
      return t(`trials:ended.${text}`);
    case 'orders':
      return listed(text, (each) => t(`common:supervisionLevelShort.${each}`, { defaultValue: each }));
    case 'due':
      return text.replace('T', ' ');
    default:
      return text;
  }
}

const listed = (text: string, say: (each: string) => string): string => text.split(', ').map(say).join(', ');
