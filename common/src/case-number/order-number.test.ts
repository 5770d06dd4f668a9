import { isOrderNumber, makeOrderNumber } from './order-number.js';

const AT = Date.parse('2026-09-24T10:00:00+08:00');

describe('numbers of supervision orders', () => {
  it('carry the Shanghai day, four digits and a check character', () => {
    expect(makeOrderNumber(AT, 7)).toMatch(/^DB2609240007[\dX]$/);
    expect(isOrderNumber(makeOrderNumber(AT, 7))).toBe(true);
  });

  it('grow by a digit when a day has more than ten thousand', () => {
    expect(makeOrderNumber(AT, 12_345)).toMatch(/^DB26092412345[\dX]$/);
    expect(isOrderNumber(makeOrderNumber(AT, 12_345))).toBe(true);
  });

  it('with a wrong digit or swapped neighbours are none', () => {
    const number = makeOrderNumber(AT, 4_711);
    expect(isOrderNumber(number.replace('4711', '4712'))).toBe(false);
    expect(isOrderNumber(number.replace('4711', '7411'))).toBe(false);
    expect(isOrderNumber('LC2609244711X')).toBe(false);
  });

  it('refuse what is no running number', () => {
    for (const running of [-1, 1.5, 1_000_000]) expect(() => makeOrderNumber(AT, running)).toThrow(RangeError);
  });
});
