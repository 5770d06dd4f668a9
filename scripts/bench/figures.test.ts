import { Figures } from './figures.mjs';

describe('the figures of a run', () => {
  const figures = new Figures();
  figures.add('lists', 'group by due, p95', 12.34, 'ms', { atMost: 10 });
  figures.add('lifecycles', 'two tasks by people', 90, 'per second', { atLeast: 85, ratio: 0.6, compared: 'straight' });
  figures.add('intake', 'lag', 1.2, 's');

  it('know which target was missed, and which figure has none', () => {
    expect(figures.all.map(({ target, kept }) => [target, kept])).toEqual([
      ['≤ 10', false],
      ['≥ 85', true],
      [null, null],
    ]);
    expect(figures.kept).toBe(false);
  });

  it('are one line each', () => {
    const lines = figures.table().trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/lists +group by due, p95 +12\.3 +ms +≤ 10 +✗/);
    expect(lines[2]).toMatch(/≥ 85 +✓ +0\.6 × straight$/);
  });

  it('of a bench that died are missed', () => {
    const died = new Figures();
    died.failed('ticks', new Error('no engine\n  at …'));
    expect(died.kept).toBe(false);
    expect(died.table()).toContain('failed: no engine');
  });
});
