import i18next, { type TFunction } from 'i18next';
import type { EventLineFragment } from '../../gql/documents.generated.js';
import { eventSentence } from '../events/event-sentence.js';
import { noticeSentence } from './notice-sentence.js';

const now = Date.parse('2026-11-22T02:00:00Z');
const order = 'DB2611220001X';

async function texts(language: 'zh' | 'en'): Promise<TFunction> {
  const { readFileSync } = await import('node:fs');
  const read = (name: string) =>
    JSON.parse(readFileSync(`${import.meta.dirname}/../../locales/${language}/${name}.json`, 'utf8')) as object;
  const instance = i18next.createInstance();
  await instance.init({
    lng: language,
    resources: { [language]: { common: read('common'), events: read('events') } },
    defaultNS: 'common',
    interpolation: { escapeValue: false },
  });
  return instance.t;
}

const event = (type: string, body: object): EventLineFragment =>
  ({ id: 'e', type, actorKind: 'SYSTEM', actor: null, onBehalfOf: null, reason: null, body, eventAt: '' }) as never;

const zh = await texts('zh');
const en = await texts('en');
const say = (type: string, body: object) => eventSentence(event(type, body), zh, 'zh', now);

describe('the history of supervision in words', () => {
  it('says which level was opened, why, and the reason somebody gave', () => {
    expect(say('case.supervisionOpened', { order, level: 1, trigger: 'MANUAL', reason: '多日无人到场' })).toBe(
      `开出实时督办单 ${order}（督办员或流程决定）：多日无人到场`,
    );
  });

  it('tells what made supervision rise: a limit, an order, or the rules', () => {
    const rise = (by: string, from?: string) =>
      say('case.supervisionEscalated', { oldLevel: 0, newLevel: 2, by, ...(from ? { from } : {}) });
    expect(rise('CLOCK', 'HANDLE')).toBe('督办由 未介入 升至 L2：“办理”超时仍未办');
    expect(rise('CLOCK', order)).toContain(`督办单 ${order} 逾期未答复`);
    expect(rise('DECISION')).toContain('按督办规则定级');
  });

  it('keeps apart an order that was met and one that nobody needed any more', () => {
    expect(say('case.supervisionClosed', { order, outcome: 'CLOSED' })).toBe(`督办单 ${order} 销号`);
    expect(say('case.supervisionClosed', { order, outcome: 'DROPPED' })).toContain('工单已结束');
  });

  it.each([
    ['case.supervisionOpened', { order, level: 3, trigger: 'LINKED', reason: '' }],
    ['case.supervisionOpened', { order, level: 1, trigger: 'RED', step: 'DISPATCH', reason: '' }],
    ['case.supervisionSigned', { order, level: 2, measures: '约谈班组' }],
    ['case.supervisionAnswered', { order, level: 1, answer: '已修好' }],
    ['case.supervisionAccepted', { order, level: 1 }],
    ['case.supervisionRefused', { order, level: 1, reason: '没有照片' }],
    ['case.supervisionMet', { order, newDueOn: '2026-12-01', measure: 'LISTED', minutes: '一周内修好' }],
    ['case.supervisionInstructed', { order, committedOn: '2026-12-01', instruction: '立即办' }],
    ['case.disciplineProposed', { order, level: 5, trigger: 'MANUAL', misconduct: 'SHIRKING', reason: '推诿' }],
    ['case.disciplineReviewed', { order, step: 2, outcome: 'APPROVED' }],
    ['case.disciplineHandedOver', { order, events: 31 }],
    ['case.disciplineClosed', { order, outcome: 'CLOSED' }],
    ['case.inspectionOrdered', { note: '看现场' }],
    ['case.inspected', { findings: '已修好' }],
    ['case.unitReminded', { people: 2, note: '请今天办' }],
    ['case.urgencyRaised', { oldUrgency: 2, newUrgency: 3, because: 'URGES' }],
    ['case.outboundCallQueued', { atDesk: true }],
    ['case.outboundCallPlaced', { attempt: 1, provider: 'DEMO' }],
    ['case.outboundCallUnanswered', { attempt: 2, outcome: 'NO_ANSWER' }],
    ['case.outboundCallUnanswered', { attempt: 2, outcome: 'BUSY' }],
    ['case.outboundCallUnanswered', { attempt: 2, outcome: 'ANSWERED' }],
    ['case.outboundCallUnanswered', { attempt: 2, outcome: 'FAILED' }],
    ['case.outboundCallAcknowledged', { attempt: 2 }],
    ['case.outboundCallExhausted', { attempts: 3, state: 'EXHAUSTED' }],
    ['case.outboundCallImpossible', { why: 'NO_DUTY_PHONE' }],
    ['task.completed', { kind: 'reviewSupervision', outputs: { answerSufficient: 'NO' } }],
    ['task.completed', { kind: 'approveHandoverFirst', outputs: { handoverFirst: 'YES' } }],
  ])('has whole words for %s in both languages', (type, body) => {
    for (const sentence of [say(type, body), eventSentence(event(type, body), en, 'en', now)]) {
      expect(sentence.replace(order, '')).not.toMatch(
        /\{\{|undefined|returned an object|其他变更|another change|[A-Z]{4,}/,
      );
    }
  });
});

describe('a notice of supervision under the bell', () => {
  it.each([
    ['supervision.opened', { level: 2, order }],
    ['supervision.unanswered', { level: 1, order }],
    ['supervision.unanswered', { level: 3, order, clock: 'JOINT_MEETING' }],
    ['supervision.answered', { level: 1, order }],
    ['supervision.accepted', { level: 1, order }],
    ['supervision.refused', { level: 1, order }],
    ['supervision.reminded', { note: '请今天办' }],
    ['supervision.callExhausted', { unitId: 'u' }],
    ['supervision.noDutyPhone', { unitId: 'u' }],
  ])('says %s in words, in both languages', (kind, details) => {
    for (const [t, language] of [
      [zh, 'zh'],
      [en, 'en'],
    ] as const) {
      const sentence = noticeSentence(kind, details, t, language, now);
      expect(sentence.replace(order, '')).not.toMatch(/\{\{|工单有新情况|News on a case|[A-Z]{4,}/);
    }
  });

  it('carries the words that came with a reminder', () => {
    expect(noticeSentence('supervision.reminded', { note: '请今天办' }, zh, 'zh', now)).toBe(
      '督办台提醒：请抓紧办理：请今天办',
    );
  });
});
