import { textsIn } from '../../../../tests/support/texts.js';
import { noticeSentence } from './notice-sentence.js';

const now = Date.parse('2026-11-22T02:00:00Z');
const dues = { oldDueAt: '2026-11-27T10:00:00Z', newDueAt: '2026-12-04T10:00:00Z' };
const zh = await textsIn('zh');
const en = await textsIn('en');

describe('a notice under the bell', () => {
  it.each([
    ['clock.yellow', { clock: 'HANDLE', dueAt: dues.oldDueAt, overdueDays: 0 }],
    ['clock.reminder', { clock: 'HANDLE', dueAt: dues.oldDueAt, overdueDays: 0 }],
    ['clock.red', { clock: 'HANDLE', dueAt: dues.oldDueAt, overdueDays: 0 }],
    ['clock.overdueDay', { clock: 'HANDLE', dueAt: dues.oldDueAt, overdueDays: 3 }],
    ['clock.paused', { clock: 'HANDLE', reason: 'FORCE_MAJEURE' }],
    ['clock.resumed', { clock: 'HANDLE', dueAt: dues.newDueAt }],
    ['clock.calendarMoved', { clock: 'HANDLE', ...dues, provisional: false }],
    ...['coUnitAdded', 'coUnitSigned', 'coUnitSubmitted', 'coResultAccepted', 'coResultRejected', 'coUnitExited'].map(
      (kind): [string, object] => [`case.${kind}`, { unitName: '环境局' }],
    ),
    ...['proposed', 'approved', 'rejected', 'deployed', 'failed'].map((kind): [string, object] => [
      `release.${kind}`,
      { release: 'R-2026-0001', title: '加一步', by: '郑川', note: '好' },
    ]),
    ['model.draftTakenOver', { model: '工单主流程', by: '宋图' }],
    ['model.offered', { modelKind: 'PROCESS', modelId: 'case-main' }],
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

  it('counts calendar days where the unit never closes, and ends them at 24:00', () => {
    const details = { clock: 'HANDLE', overdueDays: 3, officeClass: 'ALWAYS', dueAt: '2026-11-27T16:00:00Z' };
    expect(noticeSentence('clock.overdueDay', details, zh, 'zh', now)).toBe('“办理”超时进入第 3 个自然日');
    expect(noticeSentence('clock.overdueDay', details, en, 'en', now)).toContain('3 calendar days');
    expect(noticeSentence('clock.red', details, zh, 'zh', now)).toBe('“办理”已超时（11月27日 24:00 到期）');
  });
});
