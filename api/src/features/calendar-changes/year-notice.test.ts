import { CalendarFileRefused } from './calendar-change.errors.js';
import { readYearNotice } from './year-notice.model.js';

type Day = [name: string, date: string, isOffDay: boolean];

const DAYS: Day[] = [
  ['元旦', '2027-01-01', true],
  ['元旦', '2027-01-02', true],
  ['春节', '2027-02-05', true],
  ['春节', '2027-02-06', false],
  ['劳动节', '2027-05-03', true],
  ['国庆节', '2027-10-01', true],
];

/** As holiday-cn publishes it; a day's date stands on the third line of its own. */
function file(changes: { year?: unknown; papers?: unknown; days?: Day[] } = {}): string {
  const days = (changes.days ?? DAYS).map(([name, date, isOffDay]) => ({ name, date, isOffDay }));
  return JSON.stringify(
    {
      $schema: 'https://example.invalid/schema.json',
      year: changes.year ?? 2027,
      papers: changes.papers ?? ['https://www.gov.cn/zhengce/content_2027.htm'],
      days,
    },
    null,
    4,
  );
}

function refusal(text: string, paper: string | null = null): Partial<CalendarFileRefused> {
  try {
    readYearNotice(2027, text, paper);
  } catch (error) {
    if (error instanceof CalendarFileRefused) return { rule: error.rule, line: error.line };
    throw error;
  }
  throw new Error('the text was not refused');
}

const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

describe('a published file', () => {
  it('is read as it is, a make-up workday never as a holiday', () => {
    const { papers, days, warnings } = readYearNotice(2027, file(), null);
    expect(papers).toEqual(['https://www.gov.cn/zhengce/content_2027.htm']);
    expect(days).toContainEqual({ date: '2027-02-06', kind: 'WORK', name: '春节' });
    expect(days).toContainEqual({ date: '2027-02-05', kind: 'OFF', name: '春节' });
    expect(warnings.map(({ rule }) => rule)).toEqual(['unusualWorkingDays']);
  });

  it('may begin in the December before its year, as that of 2019 did', () => {
    const days: Day[] = [['元旦', '2026-12-31', true], ...DAYS];
    expect(readYearNotice(2027, file({ days }), null).days[0]).toMatchObject({ date: '2026-12-31', kind: 'OFF' });
  });

  it('that makes people work on an ordinary working day is taken with a warning', () => {
    const days: Day[] = [...DAYS, ['春节', '2027-02-08', false]];
    const text = file({ days });
    expect(readYearNotice(2027, text, null).warnings).toContainEqual({
      rule: 'workOnWeekday',
      line: lineOf(text, '2027-02-08'),
      found: '2027-02-08',
    });
  });

  it.each<[string, string, string, string]>([
    ['of another year', file({ year: 2026 }), 'wrongYear', '2026'],
    ['without papers: it is not published', file({ papers: [] }), 'noPapers', '"papers"'],
    [
      'with a day of the year after',
      file({ days: [...DAYS, ['元旦', '2028-01-01', true]] }),
      'outsideYear',
      '2028-01-01',
    ],
    ['with a day of last summer', file({ days: [...DAYS, ['端午', '2026-06-19', true]] }), 'outsideYear', '2026-06-19'],
    ['with a date that is none', file({ days: [...DAYS, ['春节', '2027-02-30', true]] }), 'notADate', '2027-02-30'],
    [
      'that works on 1 October',
      file({ days: [...DAYS.slice(0, -1), ['国庆节', '2027-10-01', false]] }),
      'statutoryDayAtWork',
      '2027-10-01',
    ],
    ['whose year is a word', file({ year: 'next' }), 'wrongShape', '"year"'],
  ])('%s is refused with the line', (_what, text, rule, at) => {
    expect(refusal(text)).toEqual({ rule, line: lineOf(text, at) });
  });

  it('that names a date twice is refused where it comes again', () => {
    const text = file({ days: [...DAYS, ['元旦', '2027-01-02', false]] });
    const again = text.lastIndexOf('2027-01-02');
    expect(refusal(text)).toEqual({ rule: 'duplicateDate', line: text.slice(0, again).split('\n').length });
  });

  it('that was cut short is refused where it ends', () => {
    const text = file().slice(0, -20);
    expect(refusal(text)).toEqual({ rule: 'notJson', line: text.split('\n').length });
  });

  it('from which a statutory holiday is missing is refused: 1 January would become a working day', () => {
    expect(refusal(file({ days: DAYS.slice(1) }))).toEqual({ rule: 'statutoryDayMissing', line: null });
  });

  it.each([
    ['[1,\n2,,]', 2],
    ['{"year"\n\n 2027}', 3],
    ['{"year": 2027}\n}', 2],
    [`{"days": ${'['.repeat(50)}`, 1],
  ])('that is no JSON (%j) is refused at line %i', (text, line) => {
    expect(refusal(text)).toEqual({ rule: 'notJson', line });
  });
});

describe('lines by hand', () => {
  const LINES = `# 国办发明电〔2026〕7号
2027-01-01 休 元旦
2027-02-05~2027-02-11 休 春节
2027-02-20 班 春节
2027-05-03 off 劳动节

2027-10-01 至 2027-10-07 放假 国庆节`;

  it('are read with their ranges', () => {
    const { papers, days } = readYearNotice(2027, LINES, ' 国办发明电〔2026〕7号 ');
    expect(papers).toEqual(['国办发明电〔2026〕7号']);
    expect(days.filter(({ name }) => name === '春节')).toHaveLength(8);
    expect(days).toContainEqual({ date: '2027-02-20', kind: 'WORK', name: '春节' });
    expect(days).toContainEqual({ date: '2027-10-03', kind: 'OFF', name: '国庆节' });
  });

  it('need the paper they come from', () => {
    expect(refusal(LINES)).toEqual({ rule: 'noPapers', line: null });
  });

  it.each([
    ['2027-01-01 holiday 元旦', 'unreadableLine'],
    ['2027-01-05~2027-01-01 休 元旦', 'unreadableLine'],
    ['2027-01-32 休 元旦', 'notADate'],
    ['2027-01-01 休', 'unreadableLine'],
    ['<html>', 'unreadableLine'],
  ])('such as %s are refused with the line', (line, rule) => {
    expect(refusal(`2027-01-01 休 元旦\n${line}`, '通知')).toEqual({ rule, line: 2 });
  });
});
