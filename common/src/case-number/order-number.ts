import { shanghaiDate } from '../working-time/shanghai-time.js';
import { checkCharacter } from './check-character.js';

/**
 * `DB` + yyMMdd of the Shanghai day of `instant` (epoch milliseconds) + the day's running number (0-999999, at least
 * four digits) + the ISO 7064 MOD 11-2 check character of all these digits (0-9 or X).
 */
export function makeOrderNumber(instant: number, running: number): string {
  if (!Number.isInteger(running) || running < 0 || running >= 1_000_000) {
    throw new RangeError(`Not a running number of a day: ${running}`);
  }
  const digits = shanghaiDate(instant).slice(2).replaceAll('-', '') + String(running).padStart(4, '0');
  return `DB${digits}${checkCharacter(digits)}`;
}

/** Whether a text is a well-formed number of a supervision order with the right check character. */
export function isOrderNumber(text: string): boolean {
  return /^DB\d{10,12}[\dX]$/.test(text) && checkCharacter(text.slice(2, -1)) === text.slice(-1);
}
