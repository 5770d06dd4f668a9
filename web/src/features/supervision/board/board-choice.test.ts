import { everyCase, filterOf, isNarrowed, readChoice, writeChoice } from './board-choice.js';

const read = (address: string) => readChoice(new URLSearchParams(address));

describe('the address of the supervision desk', () => {
  it('holds what was chosen, and nothing where nothing was', () => {
    const address = 'level=2&unit=u1&unanswered=1&light=YELLOW%2CRED&q=DB26';
    expect(writeChoice(read(address)).toString()).toBe(address);
    expect(writeChoice(everyCase).toString()).toBe('');
    expect([isNarrowed(everyCase), isNarrowed(read('level=0'))]).toEqual([false, true]);
  });

  it('ignores what nobody could have chosen', () => {
    expect(read('level=7&light=BLUE&unanswered=yes')).toEqual(everyCase);
  });
});

describe('what is asked for', () => {
  it('is every open case at first', () => {
    expect(filterOf(everyCase)).toEqual({ level: null, unitId: null, unanswered: null, light: null, text: null });
  });

  it('tells cases without supervision from no choice of a level', () => {
    expect(filterOf(read('level=0')).level).toEqual([0]);
    expect(filterOf(read('')).level).toBeNull();
  });

  it('leaves out a single letter', () => {
    expect([filterOf(read('q=漏')).text, filterOf(read('q=漏水')).text]).toEqual([null, '漏水']);
  });
});
