import { type FeelToken, feelTokens } from './feel-tokens.js';

const WORDS = new Set(
  'and or not null true false if then else in between some every satisfies for return instance of function'.split(' '),
);
/** Functions whose names are several words: the first word alone looks like a variable. */
const FUNCTIONS = [
  'date and time',
  'years and months duration',
  'string length',
  'upper case',
  'lower case',
  'substring before',
  'substring after',
  'starts with',
  'ends with',
  'list contains',
  'insert before',
  'index of',
  'distinct values',
  'duplicate values',
  'day of week',
  'day of year',
  'week of year',
  'month of year',
  'last day of month',
  'get value',
  'get entries',
  'get or else',
  'context put',
  'context merge',
  'is defined',
  'is empty',
  'is blank',
  'random number',
  'list replace',
  'string join',
  'round up',
  'round down',
  'round half up',
  'round half down',
  'met by',
  'overlaps before',
  'overlaps after',
  'finished by',
  'started by',
].map((name) => name.split(' '));

/**
 * Variables that a FEEL expression (with its leading `=`) reads; of a path the first name. What the expression names
 * itself (`for x in …`, keys of contexts) is none.
 */
export function feelNames(expression: string | undefined): string[] {
  if (typeof expression !== 'string' || !expression.startsWith('=')) return [];
  const tokens = feelTokens(expression.slice(1)) ?? [];
  const names = new Set<string>();
  const own = new Set<string>();
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as FeelToken;
    if (token.kind !== 'name') continue;
    const words = functionAt(tokens, at);
    if (words > 0) {
      at += words - 1;
      continue;
    }
    const before = tokens[at - 1];
    const after = tokens[at + 1];
    if (['for', 'some', 'every'].includes(before?.value ?? '') && before?.kind === 'name') own.add(token.value);
    // `{ key: …`, `, key: …`; a function's named argument looks the same.
    else if (is(after, ':')) continue;
    else if (is(before, '.') || WORDS.has(token.value)) continue;
    else names.add(token.value);
  }
  return [...names].filter((name) => !own.has(name));
}

/** How many tokens the name of a function takes here; 0 when none is called. */
function functionAt(tokens: readonly FeelToken[], at: number): number {
  const called = (words: readonly string[]) =>
    words.every((word, index) => tokens[at + index]?.value === word) && is(tokens[at + words.length], '(');
  const several = FUNCTIONS.find(called);
  if (several) return several.length;
  const word = tokens[at]?.value ?? '';
  return called([word]) && !WORDS.has(word) ? 1 : 0;
}

function is(token: FeelToken | undefined, symbol: string): boolean {
  return token?.kind === 'symbol' && token.value === symbol;
}
