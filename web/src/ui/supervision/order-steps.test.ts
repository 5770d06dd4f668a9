import { isLiveOrder, standingOf, stepsOf } from './order-steps.js';

const somebody = { id: 'u1', name: '沈禾' };
const opened = {
  level: 1,
  openedAt: '2026-09-24T02:00:00Z',
  openedBy: null,
  signedAt: null,
  signedBy: null,
  answeredAt: null,
  answeredBy: null,
  acceptedAt: null,
  acceptedBy: null,
  closedAt: null,
  state: 'OPEN',
} as const;

describe('the steps of an order', () => {
  it('begin with who opened it, the platform having no name', () => {
    expect(stepsOf(opened)).toEqual([{ what: 'opened', at: opened.openedAt, by: null }]);
  });

  it('come in the order in which they happened', () => {
    const order = {
      ...opened,
      signedAt: '2026-09-24T03:00:00Z',
      signedBy: somebody,
      answeredAt: '2026-09-24T04:00:00Z',
      answeredBy: somebody,
      acceptedAt: '2026-09-24T05:00:00Z',
      acceptedBy: somebody,
      closedAt: '2026-09-24T06:00:00Z',
      state: 'CLOSED',
    } as const;
    expect(stepsOf(order).map(({ what }) => what)).toEqual(['opened', 'signed', 'answered', 'accepted', 'closed']);
  });

  it('leave out an answer that was sent back', () => {
    const order = { ...opened, answeredAt: '2026-09-24T04:00:00Z', answeredBy: somebody, state: 'OPEN' } as const;
    expect(stepsOf(order).map(({ what }) => what)).toEqual(['opened']);
  });

  it('tell an order that nobody needed any more from one that was met', () => {
    const order = { ...opened, closedAt: '2026-09-24T06:00:00Z', state: 'DROPPED' } as const;
    expect(stepsOf(order).at(-1)?.what).toBe('dropped');
    expect([isLiveOrder(order), isLiveOrder({ state: 'ACCEPTED' })]).toEqual([false, true]);
  });
});

describe('what an order waits for', () => {
  const order = (level: number, changes = {}) =>
    standingOf({ level, state: 'OPEN', newDueOn: null, committedOn: null, ...changes });

  it('is on each level first something else', () => {
    expect([1, 2, 3, 4, 5].map((level) => order(level))).toEqual([
      'OPEN',
      'TO_SIGN',
      'TO_MEET',
      'TO_INSTRUCT',
      'PROPOSED',
    ]);
  });

  it('is the answer once the meeting was held, the instruction written, the notice signed', () => {
    expect(order(3, { newDueOn: '2026-12-01' })).toBe('OPEN');
    expect(order(4, { committedOn: '2026-12-01' })).toBe('OPEN');
    expect(order(2, { state: 'SIGNED' })).toBe('SIGNED');
  });

  it('is no answer on level 5, which is handed over', () => {
    expect(order(5, { state: 'ACCEPTED' })).toBe('HANDED_OVER');
    expect(order(5, { state: 'CLOSED' })).toBe('CLOSED');
  });
});
