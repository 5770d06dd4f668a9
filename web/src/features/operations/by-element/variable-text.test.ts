import { valueIn, valueWords } from './variable-text.js';

it.each([
  ['3', 3],
  ['true', true],
  ['null', null],
  ['"YES"', 'YES'],
  [' YES ', 'YES'],
  ['05-01-01', '05-01-01'],
  ['["role:QC"]', ['role:QC']],
])('%s is the value %j', (text, value) => {
  expect(valueIn(text)).toEqual(value);
});

it('shows a code without its quotes', () => {
  expect(['"YES"', '3', '{', null].map(valueWords)).toEqual(['YES', '3', '{', '']);
});
