import { light } from './light.js';

describe('light', () => {
  it('is green, then yellow from the yellow instant on, then red from the due instant on', () => {
    expect([0, 9, 10, 19, 20, 21].map((now) => light(now, 10, 20))).toEqual([
      'GREEN',
      'GREEN',
      'YELLOW',
      'YELLOW',
      'RED',
      'RED',
    ]);
  });

  it('goes from green to red when both instants are one', () => {
    expect([9, 10].map((now) => light(now, 10, 10))).toEqual(['GREEN', 'RED']);
  });
});
