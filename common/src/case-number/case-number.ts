import { shanghaiDate } from '../working-time/shanghai-time.js';
import { checkCharacter } from './check-character.js';

const SIX_DIGITS = 1_000_000;

/**
 * `LC` + yyMMdd of the Shanghai day of `instant` (epoch milliseconds) + six digits (an integer 0-999999) + the
 * ISO 7064 MOD 11-2 check character of the twelve digits (0-9 or X).
 */
export function makeCaseNumber(instant: number, sixDigits: number): string {
  if (!Number.isInteger(sixDigits) || sixDigits < 0 || sixDigits >= SIX_DIGITS) {
    throw new RangeError(`Not six digits: ${sixDigits}`);
  }
  const digits = shanghaiDate(instant).slice(2).replaceAll('-', '') + String(sixDigits).padStart(6, '0');
  return `LC${digits}${checkCharacter(digits)}`;
}

/** Whether a text is a well-formed case number with the right check character. */
export function isCaseNumber(text: string): boolean {
  return /^LC\d{12}[\dX]$/.test(text) && checkCharacter(text.slice(2, 14)) === text.slice(14);
}

/** What a person typed (small letters, full-width letters, spaces, hyphens) as a case number; null if it is none. */
export function readCaseNumber(typed: string): string | null {
  const text = typed.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();
  return isCaseNumber(text) ? text : null;
}

/**
 * Spreads the day's running number (0-999999) over all six-digit numbers so that neighbours are far apart and a number
 * does not tell how many cases came before it. A bijection (Feistel network over two thousands), no secret: a case is
 * protected by its check code.
 */
export function scramble(sequence: number): number {
  if (!Number.isInteger(sequence) || sequence < 0 || sequence >= SIX_DIGITS) {
    throw new RangeError(`No case number is left for sequence ${sequence}`);
  }
  let left = Math.floor(sequence / 1000);
  let right = sequence % 1000;
  for (const key of [397, 683, 211, 859]) {
    const mixed = (left + right * right * 7 + right * key + key) % 1000;
    left = right;
    right = mixed;
  }
  return left * 1000 + right;
}
