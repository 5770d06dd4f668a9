import { type FeelToken, feelTokens } from '../feel-tokens.js';

/** A value of an input: a text, a number, a date as ISO text in a `date`, yes or no, or missing. */
export type Value = string | number | boolean | null | { readonly date: string };

/** What one cell lets pass. */
export type UnaryTest =
  | { readonly test: 'any' }
  | { readonly test: 'equals'; readonly value: Value }
  | { readonly test: 'prefix'; readonly prefix: string }
  | {
      readonly test: 'range';
      readonly from: Bound | null;
      readonly to: Bound | null;
    }
  | { readonly test: 'one of'; readonly tests: readonly UnaryTest[] }
  | { readonly test: 'not'; readonly inner: UnaryTest };

export interface Bound {
  readonly value: number | { readonly date: string };
  readonly included: boolean;
}

/**
 * Reads what analysis understands: texts, numbers, dates, true, false, null, comparisons, ranges, `starts with(?, "…")`,
 * `not(…)`, and lists of these.
 * @returns null for anything else, which is then said, not guessed
 */
export function parseUnaryTest(cell: string): UnaryTest | null {
  const trimmed = cell.trim();
  if (trimmed === '' || trimmed === '-') return { test: 'any' };
  const tokens = feelTokens(trimmed);
  if (!tokens) return null;
  const reader = new Reader(tokens);
  const test = reader.list();
  return test && reader.ended() ? test : null;
}

class Reader {
  private at = 0;

  constructor(private readonly tokens: readonly FeelToken[]) {}

  ended(): boolean {
    return this.at >= this.tokens.length;
  }

  /** Tests with commas between them. */
  list(): UnaryTest | null {
    const tests: UnaryTest[] = [];
    do {
      const test = this.one();
      if (!test) return null;
      tests.push(test);
    } while (this.take(','));
    return tests.length === 1 ? (tests[0] ?? null) : { test: 'one of', tests };
  }

  private one(): UnaryTest | null {
    if (this.takeName('not')) {
      const inner = this.take('(') ? this.list() : null;
      return inner && this.take(')') ? { test: 'not', inner } : null;
    }
    if (this.takeName('starts')) {
      const begun = this.takeName('with') && this.take('(') && this.take('?') && this.take(',');
      const prefix = begun ? this.next('string') : undefined;
      return prefix !== undefined && this.take(')') ? { test: 'prefix', prefix } : null;
    }
    // `? > 3` says the same as `> 3`.
    this.take('?');
    const sign = ['<=', '>=', '!=', '<', '>', '='].find((each) => this.take(each));
    if (sign) return this.comparison(sign);
    return this.range() ?? this.listLiteral() ?? this.equality();
  }

  private comparison(sign: string): UnaryTest | null {
    const value = this.value();
    if (value === undefined) return null;
    if (sign === '=') return { test: 'equals', value };
    if (sign === '!=') return { test: 'not', inner: { test: 'equals', value } };
    if (!isOrdered(value)) return null;
    const bound = { value, included: sign.endsWith('=') };
    return sign.startsWith('<') ? { test: 'range', from: null, to: bound } : { test: 'range', from: bound, to: null };
  }

  private range(): UnaryTest | null {
    const start = this.at;
    const opens = ['[', '(', ']'].find((each) => this.take(each));
    const from = opens ? this.value() : undefined;
    if (from !== undefined && isOrdered(from) && this.take('..')) {
      const to = this.value();
      const closes = [']', ')', '['].find((each) => this.take(each));
      if (to !== undefined && isOrdered(to) && closes && typeof to === typeof from)
        return {
          test: 'range',
          from: { value: from, included: opens === '[' },
          to: { value: to, included: closes === ']' },
        };
    }
    this.at = start;
    return null;
  }

  /** `["A", "B"]`: one of these. */
  private listLiteral(): UnaryTest | null {
    const start = this.at;
    if (this.take('[')) {
      const tests: UnaryTest[] = [];
      do {
        const value = this.value();
        if (value === undefined) break;
        tests.push({ test: 'equals', value });
      } while (this.take(','));
      if (tests.length > 0 && this.take(']')) return { test: 'one of', tests };
    }
    this.at = start;
    return null;
  }

  private equality(): UnaryTest | null {
    const value = this.value();
    return value === undefined ? null : { test: 'equals', value };
  }

  /** @returns undefined when no plain value stands here */
  private value(): Value | undefined {
    const negative = this.take('-');
    const number = this.next('number');
    if (number !== undefined) return negative ? -Number(number) : Number(number);
    if (negative) return undefined;
    const text = this.next('string');
    if (text !== undefined) return text;
    if (this.takeName('true')) return true;
    if (this.takeName('false')) return false;
    if (this.takeName('null')) return null;
    if (this.take('@')) return dateOf(this.next('string'));
    if (this.takeName('date') && this.take('(')) {
      const date = dateOf(this.next('string'));
      return this.take(')') ? date : undefined;
    }
    return undefined;
  }

  private take(symbol: string): boolean {
    return this.takeToken('symbol', symbol);
  }

  private takeName(name: string): boolean {
    return this.takeToken('name', name);
  }

  private takeToken(kind: FeelToken['kind'], value: string): boolean {
    const token = this.tokens[this.at];
    const fits = token?.kind === kind && token.value === value;
    if (fits) this.at += 1;
    return fits;
  }

  private next(kind: FeelToken['kind']): string | undefined {
    const token = this.tokens[this.at];
    if (token?.kind !== kind) return undefined;
    this.at += 1;
    return token.value;
  }
}

/** Only whole dates: they can be compared as texts. */
function dateOf(text: string | undefined): Value | undefined {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? { date: text } : undefined;
}

function isOrdered(value: Value): value is Bound['value'] {
  return typeof value === 'number' || (typeof value === 'object' && value !== null);
}

/** Whether a value passes a test. */
export function passes(value: Value, test: UnaryTest): boolean {
  switch (test.test) {
    case 'any':
      return true;
    case 'equals':
      return compare(value, test.value) === 0;
    case 'prefix':
      return typeof value === 'string' && value.startsWith(test.prefix);
    case 'range':
      return (
        (test.from === null || within(compare(value, test.from.value), test.from.included)) &&
        (test.to === null || within(compare(test.to.value, value), test.to.included))
      );
    case 'one of':
      return test.tests.some((each) => passes(value, each));
    case 'not':
      return !passes(value, test.inner);
  }
}

function within(order: number | null, included: boolean): boolean {
  return order !== null && (order > 0 || (included && order === 0));
}

/** @returns null for values of two kinds, which have no order */
export function compare(one: Value, other: Value): number | null {
  if (one === null || other === null) return one === other ? 0 : null;
  if (typeof one === 'object' || typeof other === 'object') {
    if (typeof one !== 'object' || typeof other !== 'object') return null;
    return one.date < other.date ? -1 : Number(one.date > other.date);
  }
  if (typeof one !== typeof other) return null;
  return one < other ? -1 : Number(one > other);
}
