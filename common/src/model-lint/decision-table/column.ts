import { type Bound, passes, type UnaryTest, type Value } from './unary-test.js';

/**
 * The values of one input, sorted into classes that no cell of the column tells apart; each class has an example. A set
 * of classes is a bit set, so that overlap and coverage are questions about bits.
 */
export interface Column {
  readonly examples: readonly Value[];
  readonly all: bigint;
  /** The classes that each row lets pass. */
  readonly rows: readonly bigint[];
}

/**
 * @param tests one for each row
 * @param known every value there can be; null when it is not known: then values that no cell names count, too
 */
export function columnOf(tests: readonly UnaryTest[], known: readonly Value[] | null): Column {
  const named = new Set<Value>();
  const bounds: Bound['value'][] = [];
  const prefixes = new Set<string>();
  for (const test of tests) collect(test, named, bounds, prefixes);
  const examples = known ? unique(known) : examplesOf([...named], bounds, [...prefixes]);
  // A missing value is thought of only where the table itself thinks of it.
  if (known && named.has(null)) examples.push(null);
  const rows = tests.map((test) => bitsOf(examples, test));
  return { examples, all: (1n << BigInt(examples.length)) - 1n, rows };
}

function bitsOf(examples: readonly Value[], test: UnaryTest): bigint {
  // As text: adding bit by bit would copy the number each time.
  let bits = '';
  for (let at = examples.length - 1; at >= 0; at -= 1) bits += passes(examples[at] as Value, test) ? '1' : '0';
  return bits === '' ? 0n : BigInt(`0b${bits}`);
}

function collect(test: UnaryTest, named: Set<Value>, bounds: Bound['value'][], prefixes: Set<string>): void {
  switch (test.test) {
    case 'equals':
      if (typeof test.value === 'number' || (typeof test.value === 'object' && test.value !== null))
        bounds.push(test.value);
      else named.add(test.value);
      break;
    case 'prefix':
      prefixes.add(test.prefix);
      break;
    case 'range':
      for (const bound of [test.from, test.to]) if (bound) bounds.push(bound.value);
      break;
    case 'one of':
      for (const each of test.tests) collect(each, named, bounds, prefixes);
      break;
    case 'not':
      collect(test.inner, named, bounds, prefixes);
      break;
  }
}

function examplesOf(named: readonly Value[], bounds: readonly Bound['value'][], prefixes: readonly string[]): Value[] {
  const examples = [...named];
  if (named.some((value) => typeof value === 'boolean')) examples.push(true, false);
  if (prefixes.length > 0 || named.some((value) => typeof value === 'string')) {
    // The rest of what begins so, and what is none of all these.
    examples.push(...prefixes, ...prefixes.map((prefix) => `${prefix}…`), '…');
  }
  examples.push(...numbersAround(bounds.filter((bound) => typeof bound === 'number')));
  examples.push(...datesAround(bounds.flatMap((bound) => (typeof bound === 'object' ? [bound.date] : []))));
  // A column that lets everything pass.
  if (examples.length === 0) examples.push('…');
  return unique(examples);
}

/** Every bound, what lies between two, below all and above all. Between whole numbers only whole numbers are thought of. */
function numbersAround(bounds: readonly number[]): number[] {
  const sorted = [...new Set(bounds)].sort((a, b) => a - b);
  const whole = sorted.every(Number.isInteger);
  return sorted.flatMap((bound, index) => {
    const next = sorted[index + 1];
    const between = next === undefined ? bound + 1 : whole ? (next - bound > 1 ? bound + 1 : null) : (bound + next) / 2;
    return [...(index === 0 ? [bound - 1] : []), bound, ...(between === null ? [] : [between])];
  });
}

const DAY = 86_400_000;

function datesAround(dates: readonly string[]): Value[] {
  const days = numbersAround(dates.map((date) => Date.parse(date) / DAY).filter(Number.isInteger));
  return days.map((day) => ({ date: new Date(day * DAY).toISOString().slice(0, 10) }));
}

function unique(values: readonly Value[]): Value[] {
  const seen = new Map(values.map((value) => [JSON.stringify(value), value]));
  return [...seen.values()];
}

/** The first value of a set of classes, as a person would write it. */
export function exampleOf({ examples }: Column, classes: bigint): string {
  const value = examples.find((_, index) => (classes >> BigInt(index)) & 1n) ?? null;
  return typeof value === 'object' && value !== null ? value.date : JSON.stringify(value);
}

/** Whether a promise of the author names each value there can be: the values, null when it does not. */
export function listedValues(test: UnaryTest | null): Value[] | null {
  if (test?.test === 'equals') return [test.value];
  if (test?.test !== 'one of') return null;
  const values = test.tests.map(listedValues);
  return values.every((each) => each !== null) ? unique(values.flat()) : null;
}
