import type { TFunction } from 'i18next';
import { dayInWords } from '../../lib/format-time.js';

/** Words of supervision, inspections and automatic calls, from the facts of their events. */
export function supervisionWords(facts: Record<string, unknown>, t: TFunction, language: string) {
  const text = (name: string) => (typeof facts[name] === 'string' ? (facts[name] as string) : '');
  const count = (name: string) => (typeof facts[name] === 'number' ? (facts[name] as number) : 0);
  const day = (name: string) => (text(name) ? dayInWords(text(name), language) : '');
  const level = (name: string) => (count(name) > 0 ? `L${count(name)}` : t('events:noLevel'));
  return {
    order: text('order'),
    supervisionLevel: count('level') ? t(`common:supervisionLevel.${count('level')}`) : '',
    trigger: text('trigger') ? t(`common:supervisionTrigger.${triggerOf(text('trigger'), text('step'))}`) : '',
    oldLevel: level('oldLevel'),
    newLevel: level('newLevel'),
    escalation: escalationOf(text('by'), text('from'), t),
    newDueOn: day('newDueOn'),
    committedOn: day('committedOn'),
    measure: text('measure')
      ? t('events:piece.paren', { text: t(`common:supervisionMeasure.${text('measure')}`) })
      : '',
    step: count('step') || 1,
    events: count('events'),
    people: count('people'),
    urgency: count('newUrgency') ? t(`common:urgency.${count('newUrgency')}`) : '',
    callTo: t(facts.atDesk === true ? 'events:callTo.desk' : 'events:callTo.unit'),
    callOutcome: text('outcome') ? t(`events:callOutcome.${text('outcome')}`, { defaultValue: text('outcome') }) : '',
    attempt: count('attempt') || 1,
    attempts: count('attempts') || 1,
  };
}

/** What ran out is a limit of the unit, or of a step of the centre. */
const triggerOf = (trigger: string, step: string): string => (trigger === 'RED' && step ? 'RED_STEP' : trigger);

/** Why supervision rose by itself: the rules, a limit that nobody heeded, or an order that nobody answered. */
function escalationOf(by: string, from: string, t: TFunction): string {
  if (by === 'DECISION') return t('events:escalation.DECISION');
  if (!from) return '';
  return from.startsWith('DB')
    ? t('events:escalation.order', { order: from })
    : t('events:escalation.clock', { clock: t(`common:clock.${from}`, { defaultValue: from }) });
}
