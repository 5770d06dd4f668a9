/**
 * @typedef {{ from: string, span: string, officeClass: string, due: string, provisional: boolean,
 *   skipped: { date: string, reason: string, name: string }[], calendar: { kind: string, from: string, first: number | null, last: number | null } }} Answer
 */

const REASONS = {
  zh: { WEEKEND: '周末', HOLIDAY: '法定节假日', CITY: '本市停办' },
  en: { WEEKEND: 'weekend', HOLIDAY: 'public holiday', CITY: 'closed by the city' },
};

/** @param {string} iso @returns {string} 2026-10-09 18:00 */
const minute = (iso) => iso.slice(0, 16).replace('T', ' ');

/** What runs out with a day runs out at its 24:00, not at 00:00 of the next. @param {string} iso @returns {{ date: string, time: string }} */
function dueMoment(iso) {
  const [date, time] = minute(iso).split(' ');
  if (time !== '00:00') return { date, time };
  return { date: new Date(Date.parse(`${date}T00:00:00Z`) - 1).toISOString().slice(0, 10), time: '24:00' };
}

/** @param {Answer} answer @param {'zh' | 'en'} language */
function dueLine({ due }, language) {
  const { date, time } = dueMoment(due);
  return `${date} ${time} ${weekday(date, language)}`;
}

/** Where a unit never closes every day counts. @param {Answer} answer @param {string} words */
const spanLine = ({ span, officeClass }, words) =>
  `${span}${officeClass === 'ALWAYS' && span.endsWith('wd') ? words : ''}`;

/** @param {string} date @param {'zh' | 'en'} language */
const weekday = (date, language) =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en', { weekday: 'short', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );

/** @param {Answer} answer @param {'zh' | 'en'} language */
const skippedLines = ({ skipped }, language) =>
  skipped.map(
    ({ date, reason, name }) =>
      `    ${date} ${weekday(date, language)}  ${REASONS[language][reason]}${name ? `  ${name}` : ''}\n`,
  );

const ENGLISH = {
  missing: 'due needs --from and --span, for example --from 2026-09-24T10:00 --span 5wd.',
  badFrom: (text) => `--from is "${text}", but a time such as 2026-09-24T10:00 (Shanghai time) is expected.`,
  badSpan: (text) => `--span is "${text}", but a span such as 15m, 2h, 4wh or 5wd is expected.`,
  badClass: (text) => `--class is "${text}", but OFFICE, SHIFT or ALWAYS is expected.`,
  outside: 'Working time is reckoned from 2004 to 2099 only.',
  /** @param {Answer} answer */
  answer: (answer) =>
    [
      `  Due      ${dueLine(answer, 'en')}${answer.provisional ? '  PROVISIONAL' : ''}\n`,
      `  From     ${minute(answer.from)}, ${spanLine(answer, ' (calendar days)')}, ${answer.officeClass}\n`,
      answer.skipped.length > 0 ? `  Skipped\n` : '',
      ...skippedLines(answer, 'en'),
      answer.provisional ? '  It may move: the holidays of a year it touches are not published yet.\n' : '',
      `  Calendar ${answer.calendar.kind === 'CITY' ? 'of the city' : 'of the nation'} (${answer.calendar.from}, ${answer.calendar.first === null ? 'no year published' : `published ${answer.calendar.first} to ${answer.calendar.last}`})\n`,
    ].join(''),
};

const CHINESE = {
  missing: 'due 需要 --from 和 --span，例如 --from 2026-09-24T10:00 --span 5wd。',
  badFrom: (text) => `--from 是“${text}”，应为 2026-09-24T10:00 这样的时间（北京时间）。`,
  badSpan: (text) => `--span 是“${text}”，应为 15m、2h、4wh、5wd 这样的时长。`,
  badClass: (text) => `--class 是“${text}”，应为 OFFICE、SHIFT 或 ALWAYS。`,
  outside: '工作时间只能计算 2004 年至 2099 年。',
  /** @param {Answer} answer */
  answer: (answer) =>
    [
      `  到期  ${dueLine(answer, 'zh')}${answer.provisional ? '  暂定 PROVISIONAL' : ''}\n`,
      `  起算  ${minute(answer.from)}，${spanLine(answer, '（自然日）')}，${answer.officeClass}\n`,
      answer.skipped.length > 0 ? `  跳过\n` : '',
      ...skippedLines(answer, 'zh'),
      answer.provisional ? '  可能变动：涉及的年份还没有公布放假安排。\n' : '',
      `  日历  ${answer.calendar.kind === 'CITY' ? '本市日历' : '全国日历'}（${answer.calendar.from}，${answer.calendar.first === null ? '没有已公布的年份' : `已公布 ${answer.calendar.first}—${answer.calendar.last} 年`}）\n`,
    ].join(''),
};

/** The words of `due` in the terminal's language: Chinese where its locale says so, else English like every command. */
export function dueWords(env) {
  return /^zh/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? CHINESE : ENGLISH;
}
