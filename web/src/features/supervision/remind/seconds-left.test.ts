import { secondsLeft } from './seconds-left.js';

const until = '2026-09-24T02:00:10.000Z';
const at = (instant: string) => secondsLeft(until, Date.parse(instant));

describe('the seconds in which a reminder can be taken back', () => {
  it('count down to nought and stay there', () => {
    expect(at('2026-09-24T02:00:00.000Z')).toBe(10);
    expect(at('2026-09-24T02:00:09.100Z')).toBe(1);
    expect(at('2026-09-24T02:00:10.000Z')).toBe(0);
    expect(at('2026-09-24T03:00:00.000Z')).toBe(0);
  });

  it('are none where nobody was reminded', () => {
    expect(secondsLeft(null, 0)).toBe(0);
  });
});
