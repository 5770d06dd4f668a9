import type { TFunction } from 'i18next';
import type { EventLineFragment } from '../../gql/documents.generated.js';
import { shortDue } from '../../lib/format-time.js';
import { spanWords } from '../../lib/span-words.js';
import { supervisionWords } from './supervision-words.js';

type Facts = Record<string, unknown>;

/** Whether a person or citizen did it; what the route does by itself is told without a subject. */
export function hasActor(event: Pick<EventLineFragment, 'actorKind'>): boolean {
  return event.actorKind === 'USER' || event.actorKind === 'CITIZEN';
}

/** "派给水务局，依据派单目录，11月27日 18:00 到期": what happened, without who and when. Needs the `events` texts. */
export function eventSentence(event: EventLineFragment, t: TFunction, language: string, now: number): string {
  const facts = event.body && typeof event.body === 'object' ? (event.body as Facts) : {};
  const words = wordsOf(event, facts, t, language, now);
  const key = keyOf(event, facts);
  const sentence = t([`events:${key}`, 'events:other'], { ...words, type: event.type });
  return hasActor(event) ? sentence : sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function keyOf(event: EventLineFragment, facts: Facts): string {
  if (event.type === 'case.received' && event.actorKind === 'CITIZEN') return 'case.receivedFromCitizen';
  if (event.type === 'clock.moved') return `clock.moved.${facts.reason}`;
  if (event.type === 'clock.light' && facts.newLight === 'RED') return 'clock.red';
  if (event.type === 'clock.stopped' && facts.as === 'MET') return 'clock.met';
  if (event.type === 'case.extensionDecided') return `case.extensionDecided.${facts.outcome}`;
  if (event.type === 'case.supervisionClosed' || event.type === 'case.disciplineClosed')
    return `${event.type}.${facts.outcome}`;
  if (event.type === 'case.resumed' && facts.reason === 'REWORK') return 'case.reworkStarted';
  return event.type;
}

function wordsOf(event: EventLineFragment, facts: Facts, t: TFunction, language: string, now: number) {
  // A value that was erased, or may not be seen, arrives as something other than a text.
  const text = (name: string) => (typeof facts[name] === 'string' ? (facts[name] as string) : '');
  const count = (name: string) => (typeof facts[name] === 'number' ? (facts[name] as number) : 0);
  const piece = (name: string, value: string) => (value ? t(`events:piece.${name}`, { text: value }) : '');
  const named = (group: string, value: string) => (value ? t(`common:${group}.${value}`, { defaultValue: value }) : '');
  const due = text('dueAt');
  const reason = event.reason ?? text('reason');
  return {
    via: piece('paren', named('channel', text('channel'))),
    unit: text('unitName') || t('events:piece.unitUnknown'),
    mode: piece('paren', named('dispatchMode', text('mode'))),
    basis: piece('basis', text('legalBasis')),
    due: due ? t('events:piece.due', { at: shortDue(due, now, language) }) : '',
    word: piece('paren', text('emergencyWord') && t(`events:emergency.${text('emergencyWord')}`)),
    note: event.type === 'case.contacted' ? piece('note', text('note')) : piece('colon', text('note')),
    text: piece('colon', freeText(event.type, facts)),
    reason: piece('colon', reason),
    helper: text('assignmentId')
      ? piece('helper', text('unitName'))
      : piece('lateStep', text('step') && named('clock', text('step'))),
    matter: piece('colon', text('matter')),
    times: count('count') ? t('events:piece.times', { count: count('count') }) : '',
    files: count('attachments') ? t('events:piece.files', { count: count('attachments') }) : '',
    way: text('way') && t(`events:way.${text('way')}`),
    outcome: outcomeOf(text('outcome'), t),
    proof: piece('proof', text('proof')),
    why: piece('paren', text('reason') && t(`events:resumed.${text('reason')}`, { defaultValue: text('reason') })),
    number: Number(facts.reworkNo) || 1,
    status: named('status', text('outcome')),
    newStatus: named('status', text('newStatus')),
    notice: text('notice') && t(`common:notice.step.${text('notice')}`, { defaultValue: text('notice') }),
    host: text('host'),
    intervention: text('intervention'),
    act: text('kind') && t(`events:act.${text('kind')}`, { defaultValue: '' }),
    // Every other end says all in its status: 已撤诉, 已并单 …
    closeType: text('outcome') === 'CLOSED' ? piece('paren', named('closeType', text('closeType'))) : '',
    task: event.taskName ?? t([`common:taskKind.${text('kind') || text('element')}`, 'common:taskKind.form']),
    result: piece('paren', resultOf(facts, t)),
    migration: text('migration'),
    fromVersion: count('fromVersion'),
    toVersion: count('toVersion') || count('processVersion'),
    moveWay: text('way') && t(`events:moveWay.${text('way')}`, { defaultValue: '' }),
    ...clockWords(facts, t, language, now),
    ...supervisionWords(facts, t, language),
  };
}

/** Words of clocks and extensions: which one, old and new moments, lights, what ends a pause. */
function clockWords(facts: Facts, t: TFunction, language: string, now: number) {
  const text = (name: string) => (typeof facts[name] === 'string' ? (facts[name] as string) : '');
  const moment = (name: string) => (text(name) ? shortDue(text(name), now, language) : '');
  const light = (name: string) => (text(name) ? t(`common:light.${text(name)}`) : '');
  const [oldDue, newDue] = [moment('oldDueAt'), moment('newDueAt')];
  const until = moment('until');
  const piece = (name: string, words: Record<string, string>) => t(`events:piece.${name}`, words);
  return {
    clock: text('clock') ? t(`common:clock.${text('clock')}`, { defaultValue: text('clock') }) : '',
    span: text('span') ? spanWords(text('span'), t) : '',
    moved: oldDue && newDue && oldDue !== newDue ? piece('moved', { oldDue, newDue }) : '',
    wasDue: oldDue ? piece('wasDue', { at: oldDue }) : '',
    lights:
      text('oldLight') && text('newLight') ? piece('lights', { old: light('oldLight'), new: light('newLight') }) : '',
    pauseReason: text('pauseReason') ? t(`common:pauseReason.${text('pauseReason')}`) : '',
    endsWhen: text('endsWhen') ? piece('endsWhen', { text: text('endsWhen') }) : '',
    pauseProof: text('proof') ? piece('proof', { text: text('proof') }) : '',
    until: until ? piece('until', { at: until }) : '',
    cause: text('why') ? piece('colon', { text: text('why') }) : '',
    provisional: facts.provisional === true ? piece('provisional', {}) : '',
    level: text('level') ? t(`events:level.${text('level')}`) : '',
    extensionNo: typeof facts.extensionNo === 'number' ? facts.extensionNo : 1,
    days: typeof facts.overdueDays === 'number' ? facts.overdueDays : 1,
  };
}

function outcomeOf(outcome: string, t: TFunction): string {
  if (!outcome) return '';
  return t([`events:outcome.${outcome}`, `events:answer.${outcome}`], { defaultValue: outcome });
}

/** Free words of an event, the most telling first; a completed task's long texts are on the page already. */
function freeText(type: string, facts: Facts): string {
  const names =
    type === 'task.completed'
      ? ['comment', 'reason', 'opinion']
      : ['text', 'answer', 'measures', 'minutes', 'instruction', 'findings', 'result'];
  const found = names.map((name) => facts[name]).find((value) => typeof value === 'string' && value !== '');
  return typeof found === 'string' ? found : '';
}

/** What was decided on a task, from the enums that went to the route. */
function resultOf(facts: Facts, t: TFunction): string {
  const outputs = facts.outputs && typeof facts.outputs === 'object' ? (facts.outputs as Facts) : {};
  const told: string[] = [];
  for (const [name, raw] of Object.entries(outputs)) {
    const value = String(raw);
    if (name === 'disposition' || name === 'closeType' || name === 'solved') told.push(t(`common:${name}.${value}`));
    if (name === 'urgency') told.push(t('events:answer.urgency', { text: t(`common:urgency.${value}`) }));
    if (name === 'rating') told.push(t('events:answer.rated', { text: t(`common:rating.${value}`) }));
    if (name === 'answerSufficient') told.push(t(`events:answer.sufficient${value}`));
    if (name === 'reached') told.push(t(value === 'YES' ? 'events:answer.reached' : 'events:answer.notReached'));
    if (
      /^(replyApproved|reviewOutcome|firstAgreed|secondAgreed|withdrawalOutcome|voidApproved|extensionUnitApproved|extensionApproved|handoverFirst|handoverSecond)$/.test(
        name,
      )
    ) {
      told.push(t(`events:answer.${value}`));
    }
  }
  return told.join(t('events:piece.list'));
}
