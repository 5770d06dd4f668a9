import { shanghaiDate } from '../working-time/shanghai-time.js';
import { checkCharacter } from './check-character.js';

/**
 * `EX` + yyMMdd of the Shanghai day of `instant` (epoch milliseconds) + a running number (0-999999, at least four digits) +
 * the ISO 7064 MOD 11-2 check character of all these digits (0-9 or X).
 */
export function makeExportNumber(instant: number, running: number): string {
  if (!Number.isInteger(running) || running < 0 || running >= 1_000_000) {
    throw new RangeError(`Not a running number: ${running}`);
  }
  const digits = shanghaiDate(instant).slice(2).replaceAll('-', '') + String(running).padStart(4, '0');
  return `EX${digits}${checkCharacter(digits)}`;
}
