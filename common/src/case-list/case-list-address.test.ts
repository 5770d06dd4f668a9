import { makeCaseNumber } from '../case-number/case-number.js';
import {
  countFilters,
  everything,
  filterOfCaseList,
  isNarrowed,
  readCaseList,
  writeCaseList,
} from './case-list-address.js';

const now = Date.parse('2026-11-23T02:00:00Z');

describe('the address of the case list', () => {
  it('is empty for the list as it opens', () => {
    expect(writeCaseList(everything).toString()).toBe('');
    expect(readCaseList(new URLSearchParams())).toEqual(everything);
  });

  it('reads back what it wrote', () => {
    const choice = {
      ...everything,
      text: '停水',
      light: ['RED' as const],
      paused: true,
      dueFrom: '2026-11-23T16:00:00.000Z',
      dueTo: '2026-11-24T16:00:00.000Z',
      receivedSince: '2026-11-01',
      receivedUntil: '2026-11-30',
      unitId: 'none',
      categoryCode: '05-01',
      areaCode: '990101',
      phoneLast4: '0042',
      channel: ['PHONE' as const, 'WEB_FORM' as const],
      phase: ['HANDLE' as const],
      urgency: ['4' as const],
      sort: 'LIGHT_DESC' as const,
    };
    expect(readCaseList(writeCaseList(choice))).toEqual(choice);
    expect(isNarrowed(choice)).toBe(true);
    expect(countFilters(choice)).toBe(11);
  });

  it('ignores what means nothing', () => {
    expect(
      readCaseList(
        new URLSearchParams('from=yesterday&to=&due=never&since=2026-02-30&phone=12345&status=GONE&sort=price'),
      ),
    ).toEqual(everything);
  });
});

describe('what the API is asked', () => {
  it('reckons a stretch from now when the list is read', () => {
    expect(filterOfCaseList({ ...everything, due: 'today' }, now)).toMatchObject({
      dueFrom: '2026-11-23T02:00:00.000Z',
      dueTo: '2026-11-23T16:00:00.000Z',
    });
  });

  it('looks for a whole number in every state', () => {
    const number = makeCaseNumber(now, 123_456);
    expect(filterOfCaseList({ ...everything, text: number, paused: true }, now)).toEqual({ number });
  });

  it('takes the beginning of a number for one, within the filters', () => {
    expect(filterOfCaseList({ ...everything, text: 'lc 2611' }, now)).toMatchObject({ number: 'LC2611', open: true });
    expect(filterOfCaseList({ ...everything, text: 'LC' }, now)).toMatchObject({ text: 'LC' });
  });

  it('reckons days of receipt by the city’s clock, the last one whole', () => {
    expect(
      filterOfCaseList({ ...everything, receivedSince: '2026-11-01', receivedUntil: '2026-11-01' }, now),
    ).toMatchObject({ receivedFrom: '2026-10-31T16:00:00.000Z', receivedTo: '2026-11-01T16:00:00.000Z' });
  });
});
