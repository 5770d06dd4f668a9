import { filterOfCaseList, readCaseList } from '../../../../common/src/case-list/case-list-address.js';
import { type BoardRow, listBehind, totals } from './board-columns.js';

// Monday 2026-11-23 in the city.
const bounds = {
  tomorrowFrom: '2026-11-23T16:00:00.000Z',
  tomorrowTo: '2026-11-24T16:00:00.000Z',
  weekTo: '2026-11-29T16:00:00.000Z',
};
const now = Date.parse('2026-11-23T02:00:00Z');
const filter = (...[column, unit]: [Parameters<typeof listBehind>[0], string | null | undefined]) =>
  filterOfCaseList(readCaseList(new URLSearchParams(listBehind(column, unit, bounds).split('?')[1])), now);

describe('the list behind a number of the deadline board', () => {
  it('of what is overdue holds the open cases of the unit whose light is red', () => {
    expect(filter('overdue', 'u1')).toMatchObject({ open: true, unitId: 'u1', light: ['RED'] });
  });

  it('of today leaves out what is overdue', () => {
    expect(filter('today', 'u1')).toMatchObject({ light: ['YELLOW', 'GREEN'], dueTo: bounds.tomorrowFrom });
  });

  it('of tomorrow, this week and later begins where the one before ends', () => {
    expect(filter('tomorrow', 'u1')).toMatchObject({ dueFrom: bounds.tomorrowFrom, dueTo: bounds.tomorrowTo });
    expect(filter('thisWeek', 'u1')).toMatchObject({ dueFrom: bounds.tomorrowTo, dueTo: bounds.weekTo });
    expect(filter('later', 'u1')).toMatchObject({ dueFrom: bounds.weekTo, dueTo: null });
  });

  it('of later begins after tomorrow on the last day of a week', () => {
    const sunday = { ...bounds, weekTo: bounds.tomorrowFrom };
    expect(listBehind('later', undefined, sunday)).toContain(encodeURIComponent(bounds.tomorrowTo));
  });

  it('of what stands still asks for nothing else', () => {
    expect(filter('paused', undefined)).toMatchObject({ paused: true, unitId: null, light: null, open: true });
  });

  it('of cases without a unit asks for those', () => {
    expect(filter('today', null)).toMatchObject({ withoutUnit: true });
    expect(filter('today', null)).not.toHaveProperty('unitId');
  });
});

describe('the total row', () => {
  it('adds up every column', () => {
    const row = { unit: null, overdue: 1, today: 2, tomorrow: 0, thisWeek: 3, later: 4, paused: 5 } as BoardRow;
    expect(totals([row, row])).toEqual({ overdue: 2, today: 4, tomorrow: 0, thisWeek: 6, later: 8, paused: 10 });
    expect(totals([])).toEqual({ overdue: 0, today: 0, tomorrow: 0, thisWeek: 0, later: 0, paused: 0 });
  });
});
