import { columns, columnsThatFit, gridOf, usualColumns } from './columns.js';

describe('the columns of the task list', () => {
  it('are all there where the list is wide', () => {
    expect(columnsThatFit(columns, 1600)).toEqual([...columns]);
    expect(columnsThatFit(usualColumns, 1150)).toEqual([...usualColumns]);
  });

  it('give way to the title where it is not, step and holder last', () => {
    expect(columnsThatFit(columns, 910)).toEqual(['number', 'step', 'due', 'holder']);
    expect(columnsThatFit(columns, 660)).toEqual(['step', 'holder']);
    expect(columnsThatFit(columns, 300)).toEqual([]);
  });

  it('keep the title after the number, or first', () => {
    expect(gridOf(['number', 'step'])).toBe('24px 136px 132px minmax(0, 1fr) 112px');
    expect(gridOf(['step'])).toBe('24px 136px minmax(0, 1fr) 112px');
  });
});
