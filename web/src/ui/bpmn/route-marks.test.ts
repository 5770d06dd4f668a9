import { marksOf } from './route-marks.js';

function step(elementId: string, pass: number, state: string, minute: number) {
  const enteredAt = `2026-11-20T01:${String(minute).padStart(2, '0')}:00.000Z`;
  return { elementId, elementType: 'USER_TASK', pass, state, enteredAt, leftAt: null, person: null };
}

describe('marksOf', () => {
  it('counts passes and tells the last state', () => {
    const marks = marksOf([
      step('handle', 1, 'COMPLETED', 1),
      step('review', 1, 'COMPLETED', 2),
      step('handle', 2, 'ACTIVE', 3),
    ]);
    expect(marks.map(({ elementId, state, passes }) => [elementId, state, passes])).toEqual([
      ['handle', 'now', 2],
      ['review', 'done', 1],
    ]);
  });

  it('shows what was ended with the route as stopped', () => {
    expect(marksOf([step('handle', 1, 'TERMINATED', 1)])[0]?.state).toBe('stopped');
  });
});
