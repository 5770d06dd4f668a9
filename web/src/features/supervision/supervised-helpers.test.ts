import { helpersOf } from './supervised-helpers.js';

const share = (id: string, over: boolean, kind = 'CO') => ({ id, kind, over, unit: { shortName: id } });

it('offers co-units at work, each with the levels that are not open for it', () => {
  const shares = [share('lead', false, 'LEAD'), share('a', false), share('b', true), share('c', false)];
  const orders = [
    { assignmentId: 'a', level: 1, state: 'OPEN' },
    { assignmentId: 'a', level: 2, state: 'CLOSED' },
    { assignmentId: null, level: 3, state: 'OPEN' },
  ];
  expect(helpersOf(shares, orders)).toEqual([
    { assignmentId: 'a', unit: 'a', levels: [2, 3, 4] },
    { assignmentId: 'c', unit: 'c', levels: [1, 2, 3, 4] },
  ]);
});
