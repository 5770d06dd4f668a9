import { textsIn } from '../../../../tests/support/texts.js';
import type { EventLineFragment } from '../../gql/documents.generated.js';
import { eventSentence } from './event-sentence.js';

const now = Date.parse('2026-11-22T02:00:00Z');
const dues = { oldDueAt: '2026-11-27T10:00:00Z', newDueAt: '2026-12-04T10:00:00Z' };

const event = (type: string, body: object, actorKind = 'ENGINE'): EventLineFragment =>
  ({ id: 'e', type, actorKind, actor: null, onBehalfOf: null, reason: null, body, eventAt: '' }) as never;

const zh = await textsIn('zh');
const en = await textsIn('en');
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
      '延长“办理”时限 5 个工作日，到期由 11月27日 18:00 改为 12月4日 18:00，灯由临期转为正常：等配件到货',
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
      '暂停“办理”计时：等诉求人补充材料，凭证 TH-1，恢复条件：收到照片',
    );
  });

  it('tells what a unit answered before the final reply', () => {
    const body = { unit: 'SWJ', text: '漏点找到了' };
    expect(say('case.interimReplied', body, 'USER')).toBe('发给诉求人阶段答复：漏点找到了');
    expect(eventSentence(event('case.interimReplied', body, 'USER'), en, 'en', now)).toBe(
      'sent the requester an interim reply: 漏点找到了',
    );
  });

  it('tells what a co-unit was asked for, and what came of it', () => {
    const about = { unit: 'STJ', unitName: '生态环境局', assignmentId: 'a' };
    const asked = { ...about, matter: '查清排口', dueAt: dues.oldDueAt };
    expect(say('case.coUnitAdded', asked, 'USER')).toBe('加派生态环境局协办，11月27日 18:00 到期：查清排口');
    expect(say('case.coUnitSubmitted', { ...about, result: '封堵两处' }, 'USER')).toBe(
      '提交协办结果（生态环境局）：封堵两处',
    );
    expect(say('case.coResultRejected', { ...about, reason: '没有照片' }, 'USER')).toBe(
      '退回生态环境局的协办结果：没有照片',
    );
  });

  it('leaves out moments that did not change, and values that were erased', () => {
    const still = { oldDueAt: dues.oldDueAt, newDueAt: dues.oldDueAt };
    expect(say('clock.moved', { clock: 'REPLY', reason: 'RESUMED', ...still, note: { commitment: 'x' } })).toBe(
      '恢复“限时回复”计时',
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
    ['case.coUnitSigned', { unitName: '环境局' }],
    ['case.coResultAccepted', { unitName: '环境局' }],
    ['case.coUnitExited', { unitName: '环境局', reason: '与其无关' }],
  ])('has whole words for %s in both languages', (type, body) => {
    for (const sentence of [say(type, body), eventSentence(event(type, body), en, 'en', now)]) {
      expect(sentence).not.toMatch(/\{\{|undefined|returned an object|其他变更|another change|[A-Z]{5,}/);
    }
  });
});

describe('the history of a step that a designer drew', () => {
  it('calls it by its name, and the platform’s own by the words of the language', () => {
    const own = event('task.claimed', { kind: 'closeReview' }, 'USER');
    const drawn = { ...event('task.claimed', { kind: 'form' }, 'USER'), taskName: '现场复核' };
    expect(eventSentence(drawn, zh, 'zh', now)).toContain('现场复核');
    expect(eventSentence(drawn, en, 'en', now)).toContain('现场复核');
    expect(eventSentence(own, en, 'en', now)).toContain('lose review');
  });
});
