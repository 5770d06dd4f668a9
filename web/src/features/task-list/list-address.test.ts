import { dueRange } from '../../../../common/src/case-list/due-range.js';
import { defaultAddress, readAddress, toFilter, writeAddress } from './list-address.js';

const now = Date.parse('2026-11-20T02:42:00Z');

describe('the address of a list', () => {
  it('is empty for the default list', () => {
    expect(writeAddress(defaultAddress).toString()).toBe('');
  });

  it('reads back what it wrote', () => {
    const address = {
      ...defaultAddress,
      scope: 'MINE' as const,
      kind: ['handle', 'draftReply'],
      light: ['RED' as const],
      urgency: [4, 3],
      due: 'today' as const,
      category: '05-01',
      text: '停水',
      sort: 'CREATED_DESC' as const,
    };
    expect(readAddress(writeAddress(address))).toEqual(address);
  });

  it('ignores words it does not know', () => {
    expect(readAddress(new URLSearchParams('scope=EVERYTHING&light=BLUE&urgency=9&sort=x&due=never'))).toEqual(
      defaultAddress,
    );
  });

  it('asks for no text shorter than two characters', () => {
    expect(toFilter({ ...defaultAddress, text: ' 水 ' }, now).text).toBeUndefined();
  });

  it('ends a day at midnight in the city, not in UTC', () => {
    expect(dueRange('today', now)).toEqual({ dueFrom: '2026-11-20T02:42:00.000Z', dueTo: '2026-11-20T16:00:00.000Z' });
    const lateEvening = Date.parse('2026-11-20T16:30:00Z');
    expect(dueRange('today', lateEvening).dueTo).toBe('2026-11-21T16:00:00.000Z');
  });
});
