import { textsIn } from '../../../../../tests/support/texts.js';
import { checkWords, problemWords, stepWords } from './trial-words.js';

const zh = await textsIn('zh', 'trials');
const en = await textsIn('en', 'trials');
const step = (verb: string, subject: string, name = '') => ({ verb, subject, name }) as never;
const check = (what: string, expected: string, seen: string) => checkWords({ what, expected, seen, passed: false }, zh);

describe('a trial in words', () => {
  it.each([
    [step('receive', 'COMPLAINT'), '收到一件投诉', 'Received: Complaint'],
    [step('complete', 'reviewInspection', '督查复核'), '办“督查复核”', 'Done: 督查复核'],
    [step('complete', 'followUp', '回访诉求人'), '办“回访诉求人”', 'Done: Follow up'],
    [step('wait', '2wd'), '过 2 个工作日', 'After 2 working days'],
    [step('until', '2026-10-08T17:00:00+08:00'), '到 2026-10-08 17:00', 'At 2026-10-08 17:00'],
    [step('act', 'extend'), '申请延期', 'Extension asked for'],
  ])('says what a step is: %#', (one, chinese, english) => {
    expect(stepWords(one, zh)).toBe(chinese);
    expect(stepWords(one, en)).toBe(english);
  });

  it('says what was expected and what is so, in the words of the pages', () => {
    expect(check('tasks', '—', 'answerSupervision, handle')).toEqual({
      what: '待办任务',
      expected: '无',
      seen: '答复督办, 办理',
    });
    expect(check('clocks.HANDLE.due', '2026-10-16', '2026-10-19T18:00')).toEqual({
      what: '“办理”到期',
      expected: '2026-10-16',
      seen: '2026-10-19 18:00',
    });
    expect(check('clocks.HANDLE.light', 'GREEN', 'RED')).toMatchObject({
      what: '“办理”的灯',
      expected: '正常',
      seen: '超时',
    });
  });

  it('says why a step could not be done; what nobody has words for stays as it is', () => {
    const problem = (code: string, details: Record<string, string>) =>
      problemWords({ code, message: 'In English.', details }, zh);
    expect(problem('noTask', { element: 'followUp', open: 'handle' })).toBe('没有“回访”这项任务；现有：办理。');
    expect(problem('noTask', { element: 'followUp', open: '—' })).toBe('没有“回访”这项任务；现有：无。');
    expect(problem('refused', { code: 'FORBIDDEN', message: 'No.' })).toContain('您的岗位没有这项权限');
    expect(problem('unheardOf', {})).toBe('In English.');
  });
});
