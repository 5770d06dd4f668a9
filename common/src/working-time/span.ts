import { HOUR_MS, MINUTE_MS } from './shanghai-time.js';

/** m minutes and h clock hours run day and night; wh working hours in office hours only; wd working days. */
export type SpanUnit = 'm' | 'h' | 'wh' | 'wd';

export interface Span {
  readonly amount: number;
  readonly unit: SpanUnit;
}

/** A text that is no span such as `15m`, `2h`, `2wh`, `5wd`. */
export class InvalidSpan extends Error {
  override readonly name = 'InvalidSpan';

  constructor(readonly text: string) {
    super(`Not a span of time (write 15m, 2h, 2wh or 5wd): ${text}`);
  }
}

/** Reads `15m`, `2h`, `2wh`, `5wd` (1 to 9999 of the unit); throws InvalidSpan otherwise. */
export function parseSpan(text: string): Span {
  const span = readSpan(text);
  if (span === null) {
    throw new InvalidSpan(text);
  }
  return span;
}

/** Whether `parseSpan` would accept the text. */
export function isSpan(text: string): boolean {
  return readSpan(text) !== null;
}

/** The text that `parseSpan` reads. */
export function formatSpan(span: Span): string {
  return `${span.amount}${span.unit}`;
}

/** Milliseconds that a span runs; null for working days, whose length depends on the office hours. */
export function spanMs(span: Span): number | null {
  switch (span.unit) {
    case 'm':
      return span.amount * MINUTE_MS;
    case 'h':
    case 'wh':
      return span.amount * HOUR_MS;
    case 'wd':
      return null;
  }
}

function readSpan(text: string): Span | null {
  const [, digits, unit] = /^([1-9]\d{0,3})(m|h|wh|wd)$/.exec(text) ?? [];
  return digits === undefined ? null : { amount: Number(digits), unit: unit as SpanUnit };
}
