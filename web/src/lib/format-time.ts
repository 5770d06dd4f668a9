import type { TFunction } from 'i18next';
import { DAY_MS, SHANGHAI_OFFSET_MS } from '../../../common/src/working-time/shanghai-time.js';

const zone = 'Asia/Shanghai';
const EXACT: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
};
const shortOptions = (withYear: boolean): Intl.DateTimeFormatOptions => ({
  ...(withYear ? { year: 'numeric' } : {}),
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language}${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: zone, ...options });
  formats.set(key, made);
  return made;
}

/** "2026年11月21日 星期六 10:42:05", city time. */
export function exactTime(at: string | number, language: string): string {
  return format(language, EXACT).format(new Date(at));
}

/** "10:42" */
export function clockTime(at: string | number, language: string): string {
  return format(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at));
}

/** "11月27日", city date. */
export function dayInWords(at: string | number, language: string): string {
  return format(language, { month: 'short', day: 'numeric' }).format(new Date(at));
}

/** "11月27日周五"; the year only when it is another one. */
export function dayOfWeekInWords(at: string | number, now: number, language: string): string {
  const otherYear = yearOf(at) !== yearOf(now);
  return format(language, {
    ...(otherYear ? { year: 'numeric' } : {}),
    month: 'short',
    day: 'numeric',
    weekday: 'short',
  }).format(new Date(at));
}

/** "11月27日 18:00"; the year only when it is another one. */
export function shortDateTime(at: string | number, now: number, language: string): string {
  return format(language, shortOptions(yearOf(at) !== yearOf(now))).format(new Date(at));
}

/**
 * The same of a due moment: what runs out with a day runs out at its 24:00, as people say it and as notices have it, not at
 * 00:00 of a day on which nothing is left to do.
 */
export function shortDue(at: string | number, now: number, language: string): string {
  return endsADay(at)
    ? at24(lastMoment(at), shortOptions(yearOf(lastMoment(at)) !== yearOf(now)), language)
    : shortDateTime(at, now, language);
}

/** `exactTime` of a due moment, with 24:00 as `shortDue`. */
export function exactDue(at: string | number, language: string): string {
  return endsADay(at) ? at24(lastMoment(at), EXACT, language) : exactTime(at, language);
}

const endsADay = (at: string | number): boolean => (new Date(at).getTime() + SHANGHAI_OFFSET_MS) % DAY_MS === 0;
const lastMoment = (at: string | number): number => new Date(at).getTime() - 1;

function at24(lastMomentOfDay: number, options: Intl.DateTimeFormatOptions, language: string): string {
  return format(language, options)
    .formatToParts(new Date(lastMomentOfDay))
    .map(({ type, value }) => (type === 'hour' ? '24' : type === 'minute' || type === 'second' ? '00' : value))
    .join('');
}

function yearOf(at: string | number): string {
  return format('en', { year: 'numeric' }).format(new Date(at));
}

/** "刚刚", "5 分钟前", "3 小时前", then the date. */
export function relativeTime(at: string, now: number, t: TFunction): string {
  const minutes = Math.floor((now - Date.parse(at)) / 60_000);
  if (minutes < 1) return t('common:ago.now');
  if (minutes < 60) return t('common:ago.minutes', { count: minutes });
  if (minutes < 24 * 60) return t('common:ago.hours', { count: Math.floor(minutes / 60) });
  return shortDateTime(at, now, t('common:languageCode'));
}
