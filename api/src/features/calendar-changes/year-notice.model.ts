import { dateOfDay, dayOfDate } from '../../../../common/src/working-time/shanghai-time.js';
import { fixedStatutoryDays } from '../../../../common/src/working-time/statutory-days.js';
import { CalendarFileRefused, type NoticeRule } from './calendar-change.errors.js';
import { type LocatedValue, NotJson, readLocatedJson } from './located-json.model.js';

export interface NoticeDay {
  date: string;
  /** A make-up workday (调休上班) is WORK; it is never read as a holiday. */
  kind: 'OFF' | 'WORK';
  name: string;
}

/** Unusual, but no reason to refuse. */
export interface NoticeWarning {
  rule: 'workOnWeekday' | 'unusualWorkingDays';
  line: number | null;
  found: string;
}

export interface YearNotice {
  year: number;
  papers: string[];
  days: NoticeDay[];
  warnings: NoticeWarning[];
}

type NamedDay = NoticeDay & { line: number };

/** Between 2004 and 2026 a year had 247 to 252 working days. */
const USUAL_WORKING_DAYS = { least: 244, most: 255 };
const LONGEST_NAME = 40;
/** Longer than any holiday. */
const LONGEST_RANGE = 31;
const DAY_MS = 86_400_000;

/**
 * Reads the State Council's notice of a year: a holiday-cn file as published, or lines written by hand such as
 * `2027-01-01 休 元旦` and `2027-02-05~2027-02-11 休 春节` (休/off, 班/work). A notice may begin in the December before
 * its year, as those of 2007, 2008, 2012, 2019 and 2023 do.
 *
 * @param paper names the notice where the text does not
 * @throws CalendarFileRefused with the line
 */
export function readYearNotice(year: number, text: string, paper: string | null): YearNotice {
  const named = /^\s*[[{"]/.test(text) ? readFile(year, text) : readLines(text);
  const papers = [...named.papers, ...(paper?.trim() ? [paper.trim()] : [])];
  if (papers.length === 0) throw new CalendarFileRefused('noPapers', named.papersLine);
  if (named.days.length === 0) throw new CalendarFileRefused('noDays', null);
  refuseOddDates(year, named.days);
  refuseMissingHolidays(year, named.days);
  const days = named.days.map(({ date, kind, name }) => ({ date, kind, name }));
  return { year, papers, days, warnings: warningsOf(year, named.days) };
}

interface Named {
  papers: string[];
  papersLine: number | null;
  days: NamedDay[];
}

function readFile(year: number, text: string): Named {
  const file = membersOf(parse(text));
  const stated = need(file, 'year');
  if (typeof stated.value !== 'number') refuse('wrongShape', stated.line, 'year');
  if (stated.value !== year) refuse('wrongYear', stated.line, String(stated.value));
  const papers = need(file, 'papers');
  const days = need(file, 'days');
  return {
    papers: itemsOf(papers).map((item) => textOf(item, 'papers')),
    papersLine: papers.line,
    days: itemsOf(days).map((item) => {
      const day = membersOf(item);
      const off = need(day, 'isOffDay', item.line);
      if (typeof off.value !== 'boolean') refuse('wrongShape', off.line, 'isOffDay');
      const date = need(day, 'date', item.line);
      return {
        date: textOf(date, 'date'),
        kind: off.value ? 'OFF' : 'WORK',
        name: textOf(need(day, 'name', item.line), 'name'),
        line: date.line,
      };
    }),
  };
}

const LINE =
  /^(\d{4}-\d{2}-\d{2})(?:\s*(?:~|～|至|到|—+)\s*(\d{4}-\d{2}-\d{2}))?\s+(休|放假|off|班|上班|work)\s+(\S.*)$/i;

function readLines(text: string): Named {
  const days = text.split('\n').flatMap((written, index): NamedDay[] => {
    const line = index + 1;
    const trimmed = written.trim();
    if (trimmed === '' || trimmed.startsWith('#')) return [];
    const [, from, to = from, word = '', name = ''] = LINE.exec(trimmed) ?? refuse('unreadableLine', line, trimmed);
    const kind = /^(休|放假|off)$/i.test(word) ? 'OFF' : 'WORK';
    const [first, last] = [dayOf(from as string, line), dayOf(to as string, line)];
    if (last < first || last - first >= LONGEST_RANGE) refuse('unreadableLine', line, trimmed);
    if (name.length > LONGEST_NAME) refuse('unreadableLine', line, trimmed);
    return Array.from({ length: last - first + 1 }, (_, more) => ({ date: dateOfDay(first + more), kind, name, line }));
  });
  return { papers: [], papersLine: null, days };
}

function refuseOddDates(year: number, days: readonly NamedDay[]): void {
  const seen = new Set<string>();
  const statutory = fixedStatutoryDays(year);
  for (const { date, kind, line } of days) {
    const day = dayOf(date, line);
    if (!date.startsWith(`${year}-`) && !date.startsWith(`${year - 1}-12-`)) refuse('outsideYear', line, date);
    if (seen.has(date)) refuse('duplicateDate', line, date);
    if (kind === 'WORK' && statutory.has(day)) refuse('statutoryDayAtWork', line, date);
    seen.add(date);
  }
}

/** A file cut short would make 1 January a working day of a published year. */
function refuseMissingHolidays(year: number, days: readonly NamedDay[]): void {
  const off = new Set(days.filter(({ kind }) => kind === 'OFF').map(({ date }) => date));
  for (const [day, name] of fixedStatutoryDays(year)) {
    const date = dateOfDay(day);
    if (!isWeekend(day) && !off.has(date)) refuse('statutoryDayMissing', null, `${date} ${name}`);
  }
}

function warningsOf(year: number, days: readonly NamedDay[]): NoticeWarning[] {
  const warnings: NoticeWarning[] = days
    .filter(({ date, kind }) => kind === 'WORK' && !isWeekend(dayOfDate(date)))
    .map(({ date, line }) => ({ rule: 'workOnWeekday', line, found: date }));
  const kinds = new Map(days.map(({ date, kind }) => [date, kind]));
  let working = 0;
  for (let day = dayOfDate(`${year}-01-01`); dateOfDay(day).startsWith(`${year}-`); day += 1) {
    const kind = kinds.get(dateOfDay(day)) ?? (isWeekend(day) ? 'OFF' : 'WORK');
    if (kind === 'WORK') working += 1;
  }
  if (working < USUAL_WORKING_DAYS.least || working > USUAL_WORKING_DAYS.most)
    warnings.push({ rule: 'unusualWorkingDays', line: null, found: String(working) });
  return warnings;
}

function isWeekend(day: number): boolean {
  const weekday = new Date(day * DAY_MS).getUTCDay();
  return weekday === 0 || weekday === 6;
}

function parse(text: string): LocatedValue {
  try {
    return readLocatedJson(text);
  } catch (error) {
    if (error instanceof NotJson) refuse('notJson', error.line);
    throw error;
  }
}

function refuse(rule: NoticeRule, line: number | null, found = ''): never {
  throw new CalendarFileRefused(rule, line, found.slice(0, 80));
}

type Members = Map<string, LocatedValue>;

function membersOf({ value, line }: LocatedValue): Members {
  return value instanceof Map ? value : refuse('wrongShape', line);
}

function itemsOf({ value, line }: LocatedValue): LocatedValue[] {
  return Array.isArray(value) ? value : refuse('wrongShape', line);
}

function need(members: Members, name: string, line = 1): LocatedValue {
  return members.get(name) ?? refuse('wrongShape', line, name);
}

function textOf({ value, line }: LocatedValue, name: string): string {
  if (typeof value !== 'string' || value.trim() === '') refuse('wrongShape', line, name);
  if (name === 'name' && value.length > LONGEST_NAME) refuse('wrongShape', line, name);
  return value;
}

function dayOf(date: string, line: number): number {
  try {
    return dayOfDate(date);
  } catch {
    return refuse('notADate', line, date);
  }
}
