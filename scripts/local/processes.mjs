import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { UserError } from './user-error.mjs';

/**
 * Tells one process from a later one that was given the same pid.
 * @param {number} pid
 * @returns {string | undefined} the moment it started; undefined when there is no such living process
 */
export function processIdentity(pid) {
  if (!Number.isInteger(pid) || pid < 1) return undefined;
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
    } catch {
      return undefined;
    }
  }
  const listed = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' });
  const text = listed.stdout?.trim();
  return !text || text.startsWith('Z') ? undefined : text.replace(/^\S+\s+/, '');
}

/** @param {number} pid @returns {string} the command line, shortened for a message */
export function commandOf(pid) {
  let command = '';
  try {
    command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    command = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
  }
  return command.length > 100 ? `${command.slice(0, 97)}…` : command;
}

/** @param {number} pid @param {NodeJS.Signals} signal @returns {boolean} false when it was already gone */
export function sendSignal(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

const LONGEST_PAUSE_MS = 400;

/**
 * Waits until a condition holds.
 * @template T
 * @param {() => T | Promise<T>} condition truthy = done; a thrown error counts as "not yet"
 * @param {{ timeoutMs: number, everyMs?: number, what: string, giveUp?: () => string | undefined }} options `everyMs`: between
 *   the first questions; then ever longer; `giveUp` names a reason for which waiting longer is useless
 * @returns {Promise<NonNullable<T>>}
 * @throws {UserError} saying what did not come about and the last reason
 */
export async function waitUntil(condition, { timeoutMs, everyMs = 50, what, giveUp }) {
  const end = performance.now() + timeoutMs;
  /** @type {unknown} */
  let lastError;
  let pauseMs = everyMs;
  for (;;) {
    try {
      const value = await condition();
      if (value) return value;
    } catch (error) {
      lastError = error;
    }
    const reason = giveUp?.();
    if (reason) throw new UserError(`${what}: ${reason}`);
    if (performance.now() > end) {
      const because = lastError instanceof Error ? ` (${lastError.message})` : '';
      throw new UserError(`${what}: not within ${Math.round(timeoutMs / 1000)} s${because}`);
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    // Whoever asks all the time slows down what is waited for; a quarter more of what was waited already does not.
    pauseMs = Math.max(everyMs, Math.min(pauseMs * 1.25, 10 * everyMs, LONGEST_PAUSE_MS));
  }
}
