import { urgeEffect } from './urge-effect-facts.js';

const step = (kind: string, hour: number) => ({ kind, at: `2026-09-24T0${hour}:00:00Z` });

describe('what urging did', () => {
  it('is not told before anybody urged', () => {
    expect(urgeEffect({ urgeCount: 0, closedAt: null, steps: [step('received', 1)] })).toBeNull();
  });

  it('is at first a mark, with the word on what more urging does', () => {
    expect(urgeEffect({ urgeCount: 1, closedAt: null, steps: [step('urged', 2)] })).toEqual({
      last: '2026-09-24T02:00:00Z',
      caused: [],
      mayCauseMore: true,
    });
  });

  it('is then priority and a supervisor', () => {
    const steps = [step('urged', 2), step('urged', 4), step('prioritised', 4), step('supervised', 4)];
    const effect = urgeEffect({ urgeCount: 2, closedAt: null, steps });
    expect(effect?.caused.map(({ kind }) => kind)).toEqual(['prioritised', 'supervised']);
    expect([effect?.last, effect?.mayCauseMore]).toEqual(['2026-09-24T04:00:00Z', false]);
  });

  it('promises nothing more once the case has ended', () => {
    expect(urgeEffect({ urgeCount: 1, closedAt: '2026-09-25T00:00:00Z', steps: [] })?.mayCauseMore).toBe(false);
  });
});
