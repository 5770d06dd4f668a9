import { problemOf } from './variable-value.js';

it.each([
  ['ACCEPTED', null, null],
  ['SWJ', null, null],
  ['05-01-01', null, null],
  ['990101001', null, null],
  ['0190b7c6-0000-7000-8000-000000000001', null, null],
  ['2026-09-30T08:00:00+08:00', null, null],
  [3, null, null],
  [true, null, null],
  [null, ['YES'], null],
  [['role:QC', 'unit:SWJ:HA'], null, null],
  ['YES', ['YES', 'NO'], null],
  ['MAYBE', ['YES', 'NO'], 'notListed'],
  [2, [2, 3], null],
  ['张三', null, 'text'],
  ['two words', null, 'text'],
  ['', null, 'text'],
  ['13800001111', null, 'personal'],
  ['+8613800001111', null, 'personal'],
  ['010-12345678', null, 'personal'],
  ['11010119900101123X', null, 'personal'],
  [13800001111, null, 'personal'],
  [['13800001111'], null, 'personal'],
  [{ a: 1 }, null, 'wrongType'],
  [[1], null, 'wrongType'],
  [Number.POSITIVE_INFINITY, null, 'wrongType'],
])('%j among %j: %s', (value, listed, problem) => {
  expect(problemOf(value, listed)).toBe(problem);
});
