import { exactDue, shortDateTime, shortDue } from './format-time.js';

const now = Date.parse('2026-09-24T02:00:00Z');
const midnight = '2026-09-28T00:00:00+08:00';

describe('a due moment', () => {
  it('that ends a day is its 24:00', () => {
    expect(shortDue(midnight, now, 'zh')).toBe('9月27日 24:00');
    expect(shortDue(midnight, now, 'en')).toBe('27 Sept, 24:00');
    expect(exactDue(midnight, 'zh')).toContain('2026年9月27日');
    expect(exactDue(midnight, 'zh')).toContain('24:00:00');
  });

  it('that ends a year belongs to it', () => {
    expect(shortDue('2027-01-01T00:00:00+08:00', now, 'zh')).toBe('12月31日 24:00');
  });

  it('within a day stays as it is, and so does what merely happened at midnight', () => {
    expect(shortDue('2026-10-09T18:00:00+08:00', now, 'zh')).toBe('10月9日 18:00');
    expect(shortDateTime(midnight, now, 'zh')).toBe('9月28日 00:00');
  });
});
