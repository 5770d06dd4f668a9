import i18next, { type TFunction } from 'i18next';
import { noticeSentence } from '../../app/frame/notice-sentence.js';
import type { EventLineFragment } from '../../gql/documents.generated.js';
import { eventSentence } from './event-sentence.js';

const now = Date.parse('2026-11-22T02:00:00Z');
const dues = { oldDueAt: '2026-11-27T10:00:00Z', newDueAt: '2026-12-04T10:00:00Z' };

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

const event = (type: string, body: object, actorKind = 'ENGINE'): EventLineFragment =>
  ({ id: 'e', type, actorKind, actor: null, onBehalfOf: null, reason: null, body, eventAt: '' }) as never;

const zh = await texts('zh');
const en = await texts('en');
const say = (...of: Parameters<typeof event>) => eventSentence(event(...of), zh, 'zh', now);

describe('the history of a clock in words', () => {
  it('tells old and new due moment, and a light that went back', () => {
    const body = {
      clock: 'HANDLE',
      reason: 'EXTENDED',
      span: '5wd',
      ...dues,
      oldLight: 'YELLOW',
      newLight: 'GREEN',
      why: '等配件到货',
    };
    expect(say('clock.moved', body)).toBe(
      '“办理”延长 5 个工作日，到期由 11月27日 18:00 改为 12月4日 18:00，灯由临期转为正常：等配件到货',
    );
  });

  it('tells why a clock stands still and what ends it', () => {
    const body = {
      clock: 'HANDLE',
      reason: 'PAUSED',
      pauseReason: 'CITIZEN_EVIDENCE',
      proof: 'TH-1',
      endsWhen: '收到照片',
      until: null,
    };
    expect(say('clock.moved', { ...body, ...dues }, 'USER')).toBe(
      '“办理”停表：等诉求人补充材料，凭证 TH-1，恢复条件：收到照片',
    );
  });

  it('leaves out moments that did not change, and values that were erased', () => {
    const still = { oldDueAt: dues.oldDueAt, newDueAt: dues.oldDueAt };
    expect(say('clock.moved', { clock: 'REPLY', reason: 'RESUMED', ...still, note: { commitment: 'x' } })).toBe(
      '“限时回复”恢复计时',
    );
  });

  it.each([
    ['clock.light', { clock: 'SIGN', dueAt: dues.oldDueAt, oldLight: 'GREEN', newLight: 'YELLOW' }],
    ['clock.light', { clock: 'SIGN', dueAt: dues.oldDueAt, oldLight: 'YELLOW', newLight: 'RED' }],
    ['clock.reminded', { clock: 'SIGN', dueAt: dues.oldDueAt }],
    ['clock.overdueDay', { clock: 'SIGN', dueAt: dues.oldDueAt, overdueDays: 2 }],
    ['clock.stopped', { clock: 'SIGN', oldDueAt: dues.oldDueAt, reason: '不再需要' }],
    ['clock.moved', { clock: 'SIGN', reason: 'CALENDAR', ...dues, provisional: true }],
    ['case.extensionRequested', { span: '5wd', extensionNo: 1, dueAt: dues.oldDueAt, reason: '等配件' }],
    ['case.extensionReviewed', { level: 'UNIT', outcome: 'APPROVED' }],
    ['case.extensionDecided', { outcome: 'GRANTED', span: '5wd', ...dues }],
    ['case.extensionDecided', { outcome: 'REFUSED', span: '5wd' }],
    ['case.extensionDecided', { outcome: 'DROPPED', span: '5wd' }],
  ])('has whole words for %s in both languages', (type, body) => {
    for (const sentence of [say(type, body), eventSentence(event(type, body), en, 'en', now)]) {
      expect(sentence).not.toMatch(/\{\{|undefined|returned an object|其他变更|another change|[A-Z]{5,}/);
    }
  });
});

describe('a notice under the bell', () => {
  it.each([
    ['clock.yellow', { clock: 'HANDLE', dueAt: dues.oldDueAt, overdueDays: 0 }],
    ['clock.reminder', { clock: 'HANDLE', dueAt: dues.oldDueAt, overdueDays: 0 }],
    ['clock.red', { clock: 'HANDLE', dueAt: dues.oldDueAt, overdueDays: 0 }],
    ['clock.overdueDay', { clock: 'HANDLE', dueAt: dues.oldDueAt, overdueDays: 3 }],
    ['clock.paused', { clock: 'HANDLE', reason: 'FORCE_MAJEURE' }],
    ['clock.resumed', { clock: 'HANDLE', dueAt: dues.newDueAt }],
    ['clock.calendarMoved', {}],
    ['case.extensionDecided', { outcome: 'GRANTED', span: '5wd' }],
  ])('says %s in words, in both languages', (kind, details) => {
    expect(noticeSentence(kind, details, zh, 'zh', now)).not.toMatch(/\{\{|工单有新情况|[A-Z]{4,}/);
    expect(noticeSentence(kind, details, en, 'en', now)).not.toMatch(/\{\{|News on a case|[A-Z]{4,}/);
  });

  it('counts the working days past due', () => {
    expect(noticeSentence('clock.overdueDay', { clock: 'HANDLE', overdueDays: 3 }, zh, 'zh', now)).toBe(
      '“办理”超时进入第 3 个工作日',
    );
  });
});
