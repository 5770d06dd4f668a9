import { makeCaseNumber } from '../../../../common/src/case-number/case-number.js';
import { type OrderDraft, problemsOf, readLinked } from './open-order-draft.js';
import { levelsIn } from './supervision-levels.js';

const at = Date.parse('2026-09-24T02:00:00Z');
const [one, two] = [makeCaseNumber(at, 17), makeCaseNumber(at, 4242)];
const draft = (changes: Partial<OrderDraft>): OrderDraft => ({
  level: 1,
  reason: '多日无人到场',
  misconduct: null,
  risk: false,
  linked: '',
  ...changes,
});

describe('numbers of linked cases', () => {
  it('are read however they are separated, each once', () => {
    expect(readLinked(`${one}、${two}，${one.toLowerCase()}\n`)).toEqual({ numbers: [one, two], wrong: [] });
  });

  it('are told from words that are none', () => {
    expect(readLinked(`${one} LC123`)).toEqual({ numbers: [one], wrong: ['LC123'] });
  });
});

describe('an order about to be opened', () => {
  it('needs a reason on every level', () => {
    expect(problemsOf(draft({ reason: '  ' }))).toEqual({ reason: 'required' });
    expect(problemsOf(draft({}))).toEqual({});
  });

  it('rests on a kind of misconduct on level 5 and on no other', () => {
    expect(problemsOf(draft({ level: 5 }))).toEqual({ misconduct: 'misconduct' });
    expect(problemsOf(draft({ level: 5, misconduct: 'SHIRKING' }))).toEqual({});
    expect(problemsOf(draft({ level: 4 }))).toEqual({});
  });

  it('names only cases that can exist', () => {
    expect(problemsOf(draft({ level: 3, linked: 'LC1' }))).toEqual({ linked: 'linked' });
  });
});

describe('the levels that may be opened', () => {
  it('are those the server names', () => {
    expect(levelsIn(['open2', 'remind', 'open5', 'inspect', 'opened'])).toEqual([2, 5]);
  });
});
