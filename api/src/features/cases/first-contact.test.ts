import { contactIsProven, countedAttempts } from './first-contact.model.js';

const NAMED = { anonymous: false, hasPhone: true };
const at = (outcome: string, ...times: string[]) =>
  times.map((time) => ({ outcome, contactedAt: new Date(`2026-09-24T${time}+08:00`) }));
const missed = (...times: string[]) => at('NOT_REACHED', ...times);

describe('the proof of the first contact', () => {
  it.each([
    ['nothing on record', [], false],
    ['one call that was answered', at('REACHED', '10:00'), true],
    ['one call that nobody answered', missed('10:00'), false],
    ['two calls that nobody answered', missed('10:00', '15:00'), false],
    ['three calls, ten minutes apart', missed('10:00', '10:10', '10:20'), true],
    ['three calls, the last a second too early', missed('10:00', '10:10', '10:19:59'), false],
    ['five calls within ten minutes', missed('10:00', '10:01', '10:02', '10:03', '10:04'), false],
    ['four calls of which three lie apart', missed('10:00', '10:05', '10:10', '10:20'), true],
    ['three calls written down in another order', missed('10:20', '10:00', '10:10'), true],
    ['a call that was answered after one that was not', [...missed('10:00'), ...at('REACHED', '10:01')], true],
  ])('%s', (_what, contacts, proven) => {
    expect(contactIsProven(contacts, NAMED)).toBe(proven);
  });

  it('is not asked for where nobody can be reached', () => {
    expect(contactIsProven([], { anonymous: true, hasPhone: false })).toBe(true);
    expect(contactIsProven(missed('10:00'), { anonymous: true, hasPhone: true })).toBe(false);
    expect(contactIsProven([], { anonymous: false, hasPhone: false })).toBe(false);
  });

  it('says how many attempts count', () => {
    expect(countedAttempts([])).toBe(0);
    expect(countedAttempts(missed('10:00', '10:09', '10:11'))).toBe(2);
    expect(countedAttempts(at('REACHED', '10:00', '11:00'))).toBe(0);
  });
});
