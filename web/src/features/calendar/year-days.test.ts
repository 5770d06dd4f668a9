import { monthsOf, weekdayOf, workingDaysOf } from './year-days.js';

const national = (date: string, kind: 'OFF' | 'WORK', name: string) => ({
  date,
  kind,
  name,
  source: 'NATIONAL' as const,
});
const city = (date: string, kind: 'OFF' | 'WORK', name: string) => ({ date, kind, name, source: 'CITY' as const });

describe('the days of a year', () => {
  const months = monthsOf(2026, 'PUBLISHED', [
    national('2026-10-01', 'OFF', '国庆节'),
    national('2026-10-10', 'WORK', '国庆节'),
    city('2026-10-12', 'OFF', '台风停工'),
    city('2026-10-18', 'WORK', '集中办理'),
  ]);
  const october = months[9] ?? [];
  const on = (date: string) => october.find((day) => day.date === date);

  it('are twelve months with all their days', () => {
    expect(months.map((month) => month.length)).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
    expect(weekdayOf('2026-10-01')).toBe(3);
  });

  it('say what each of them is', () => {
    expect(on('2026-10-01')).toEqual({ date: '2026-10-01', kind: 'holiday', name: '国庆节' });
    expect(on('2026-10-10')).toEqual({ date: '2026-10-10', kind: 'makeUp', name: '国庆节' });
    expect(on('2026-10-11')).toMatchObject({ kind: 'weekend' });
    expect(on('2026-10-12')).toEqual({ date: '2026-10-12', kind: 'cityOff', name: '台风停工' });
    expect(on('2026-10-18')).toEqual({ date: '2026-10-18', kind: 'cityWork', name: '集中办理' });
    expect(on('2026-10-20')).toMatchObject({ kind: 'work' });
  });

  it('count those worked on, and never 1 January of a year nobody has published', () => {
    expect(workingDaysOf(months.slice(9, 10))).toBe(22);
    expect(monthsOf(2027, 'UNPUBLISHED', [])[0]?.[0]).toMatchObject({ kind: 'holiday', name: '元旦' });
  });
});
