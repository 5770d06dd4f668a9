import { dayOfDate } from './shanghai-time.js';

/**
 * The statutory holidays of a year that have a fixed Gregorian date: name by day number (days since 1970-01-01).
 * Source: 全国年节及纪念日放假办法, as amended in 2024 (2 May is a holiday from 2025 on). The lunar ones (春节, 清明, 端午,
 * 中秋) are known only once the State Council has published the year.
 */
export function fixedStatutoryDays(year: number): ReadonlyMap<number, string> {
  const dates: [monthDay: string, name: string][] = [
    ['01-01', '元旦'],
    ['05-01', '劳动节'],
    ['10-01', '国庆节'],
    ['10-02', '国庆节'],
    ['10-03', '国庆节'],
  ];
  if (year >= 2025) {
    dates.push(['05-02', '劳动节']);
  }
  return new Map(dates.map(([monthDay, name]) => [dayOfDate(`${year}-${monthDay}`), name]));
}
