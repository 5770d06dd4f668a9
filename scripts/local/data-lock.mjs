import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processIdentity } from './processes.mjs';
import { UserError } from './user-error.mjs';

/**
 * One launcher per data folder. A lock whose process is gone, or whose pid now belongs to another process, does not count.
 * @param {string} data the data folder
 * @param {string} url where this launcher will serve
 * @returns {() => void} gives the folder free
 */
export function lockDataFolder(data, url) {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const file = join(data, 'lock');
  const mine = join(data, `.lock-${process.pid}`);
  const content = JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid), url });
  writeFileSync(mine, content);
  try {
    for (;;) {
      try {
        // A link is made whole or not at all, so no reader ever sees half a lock.
        linkSync(mine, file);
        break;
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
      }
      const holder = lockHolder(data);
      if (holder)
        throw new UserError(
          `Yousu already runs on ${data}: ${holder.url}, process ${holder.pid}. Stop it with Ctrl-C there, or set YOUSU_DATA to another folder.`,
        );
      rmSync(file, { force: true });
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return () => {
    if (lockHolder(data)?.pid === process.pid) rmSync(file, { force: true });
  };
}

/** @param {string} data @returns {{ pid: number, url: string } | undefined} the living launcher of this folder */
export function lockHolder(data) {
  let lock;
  try {
    lock = JSON.parse(readFileSync(join(data, 'lock'), 'utf8'));
  } catch {
    return undefined;
  }
  return lock.identity !== undefined && processIdentity(lock.pid) === lock.identity
    ? { pid: lock.pid, url: lock.url }
    : undefined;
}
