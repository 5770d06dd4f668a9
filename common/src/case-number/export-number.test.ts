import { makeExportNumber } from './export-number.js';

describe('the number of an export', () => {
  it('tells its day in the city and ends with a check character', () => {
    expect(makeExportNumber(Date.parse('2026-11-22T17:00:00Z'), 42)).toMatch(/^EX2611230042[\dX]$/);
    expect(makeExportNumber(Date.parse('2026-11-22T15:00:00Z'), 123_456)).toMatch(/^EX261122123456[\dX]$/);
  });

  it.each([-1, 1_000_000, 1.5])('is never made of %s', (running) => {
    expect(() => makeExportNumber(0, running)).toThrow(RangeError);
  });
});
