import { everyCase, filterOf, isNarrowed, readChoice, writeChoice } from './board-choice.js';

const read = (address: string) => readChoice(new URLSearchParams(address));

describe('the address of the supervision desk', () => {
  it('holds what was chosen, and nothing where nothing was', () => {
    const address =
      'level=2&unit=u1&unanswered=1&light=YELLOW%2CRED&paused=1&from=2026-11-22T16%3A00%3A00.000Z&to=2026-11-24T16%3A00%3A00.000Z&q=DB26';
    expect(writeChoice(read(address)).toString()).toBe(address);
    expect(writeChoice(everyCase).toString()).toBe('');
    expect([isNarrowed(everyCase), isNarrowed(read('level=0'))]).toEqual([false, true]);
  });

  it('ignores what nobody could have chosen', () => {
    expect(read('level=7&light=BLUE&unanswered=yes&paused=0&from=soon')).toEqual(everyCase);
  });
});

describe('what is asked for', () => {
  it('is every open case at first', () => {
    expect(new Set(Object.values(filterOf(everyCase)))).toEqual(new Set([null]));
  });

  it('tells cases without supervision from no choice of a level', () => {
    expect(filterOf(read('level=0')).level).toEqual([0]);
    expect(filterOf(read('')).level).toBeNull();
  });

  it('is what stands still, or what is due on some days', () => {
    const from = '2026-11-22T16:00:00.000Z';
    expect(filterOf(read(`paused=1&from=${from}`))).toMatchObject({ paused: true, dueFrom: from, dueTo: null });
  });

  it('leaves out a single letter', () => {
    expect([filterOf(read('q=漏')).text, filterOf(read('q=漏水')).text]).toEqual([null, '漏水']);
  });
});
