import type { TFunction } from 'i18next';

const zone = 'Asia/Shanghai';
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
  return format(language, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at));
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
  const otherYear = yearOf(at) !== yearOf(now);
  return format(language, {
    ...(otherYear ? { year: 'numeric' } : {}),
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at));
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
