import { makeCaseNumber } from '../../../common/src/case-number/case-number.js';
import { everything, filterOf, isNarrowed, readChoice, writeChoice } from './case-list-filter.js';

const now = Date.parse('2026-11-23T02:00:00Z');

describe('the address of the case list', () => {
  it('is empty for the list as it opens', () => {
    expect(writeChoice(everything).toString()).toBe('');
    expect(readChoice(new URLSearchParams())).toEqual(everything);
  });

  it('reads back what it wrote', () => {
    const choice = {
      ...everything,
      text: '停水',
      light: ['RED' as const],
      paused: true,
      dueFrom: '2026-11-23T16:00:00.000Z',
      dueTo: '2026-11-24T16:00:00.000Z',
      unitId: 'none',
      sort: 'LIGHT_DESC' as const,
    };
    expect(readChoice(writeChoice(choice))).toEqual(choice);
    expect(isNarrowed(choice)).toBe(true);
  });

  it('ignores moments that are none', () => {
    expect(readChoice(new URLSearchParams('from=yesterday&to=&due=never'))).toEqual(everything);
  });
});

describe('what the API is asked', () => {
  it('reckons a stretch from now when the list is read', () => {
    expect(filterOf({ ...everything, due: 'today' }, now)).toMatchObject({
      dueFrom: '2026-11-23T02:00:00.000Z',
      dueTo: '2026-11-23T16:00:00.000Z',
    });
  });

  it('looks for a whole number in every state', () => {
    const number = makeCaseNumber(now, 123_456);
    expect(filterOf({ ...everything, text: number, paused: true }, now)).toEqual({ number });
  });
});
