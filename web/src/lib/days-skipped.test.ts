import { groupSkipped } from './days-skipped.js';

const off = (date: string, name = '') => ({ date, name, reason: name ? ('HOLIDAY' as const) : ('WEEKEND' as const) });

describe('days that did not count', () => {
  it('says all weekends in one and each holiday by itself', () => {
    const days = [
      off('2026-09-25', '中秋节'),
      off('2026-09-26', '中秋节'),
      off('2026-09-27', '中秋节'),
      off('2026-10-01', '国庆节'),
      off('2026-10-02', '国庆节'),
      off('2026-10-11'),
      off('2026-10-17'),
      off('2026-10-18'),
    ];
    expect(groupSkipped(days)).toEqual([
      { reason: 'HOLIDAY', name: '中秋节', days: 3, ranges: [{ from: '2026-09-25', to: '2026-09-27' }] },
      { reason: 'HOLIDAY', name: '国庆节', days: 2, ranges: [{ from: '2026-10-01', to: '2026-10-02' }] },
      {
        reason: 'WEEKEND',
        name: '',
        days: 3,
        ranges: [
          { from: '2026-10-11', to: '2026-10-11' },
          { from: '2026-10-17', to: '2026-10-18' },
        ],
      },
    ]);
  });

  it('keeps a closure of the city apart from the weekend beside it', () => {
    const days = [off('2026-08-08'), { date: '2026-08-09', reason: 'CITY' as const, name: '台风停工' }];
    expect(groupSkipped(days).map(({ reason, days: count }) => [reason, count])).toEqual([
      ['WEEKEND', 1],
      ['CITY', 1],
    ]);
  });

  it('joins a stretch over the end of a month', () => {
    expect(groupSkipped([off('2026-01-31'), off('2026-02-01')])[0]?.ranges).toEqual([
      { from: '2026-01-31', to: '2026-02-01' },
    ]);
  });

  it('is empty for clocks that run day and night', () => {
    expect(groupSkipped([])).toEqual([]);
  });
});
