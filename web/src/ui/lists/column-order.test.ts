import { allInOrder, moveColumn, readColumns, withColumn } from './column-order.js';

const all = ['number', 'title', 'status', 'unit', 'due'] as const;

describe('the columns a reader chose', () => {
  it('are read back in the reader’s order, without names nobody knows', () => {
    expect(readColumns(all, ['due', 'price', 'number', 'due'])).toEqual(['due', 'number']);
    expect(readColumns(all, [])).toEqual([]);
    expect(readColumns(all, undefined)).toBeNull();
  });

  it('take a new one in where the screen has it', () => {
    expect(withColumn(all, ['number', 'due'], 'status')).toEqual(['number', 'status', 'due']);
    expect(withColumn(all, ['due', 'number'], 'title')).toEqual(['title', 'due', 'number']);
    expect(withColumn(all, ['number'], 'due')).toEqual(['number', 'due']);
    expect(withColumn(all, ['number'], 'number')).toEqual(['number']);
  });

  it('move one place at a time and stop at the ends', () => {
    expect(moveColumn(['number', 'due', 'unit'], 'unit', -1)).toEqual(['number', 'unit', 'due']);
    expect(moveColumn(['number', 'due'], 'due', 1)).toEqual(['number', 'due']);
    expect(moveColumn(['number', 'due'], 'unit', 1)).toEqual(['number', 'due']);
  });

  it('stand among all others', () => {
    expect(allInOrder(all, ['due', 'number'])).toEqual(['title', 'status', 'unit', 'due', 'number']);
  });
});
