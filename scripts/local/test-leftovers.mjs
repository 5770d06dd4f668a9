import { readdirSync, readFileSync } from 'node:fs';
import { listeners, pidsOfSockets } from './ports.mjs';
import { commandOf, processIdentity, sendSignal, waitUntil } from './processes.mjs';

/** Every process of a run inherits this variable, however far down it was started. */
export const RUN_MARK = 'YOUSU_TEST_RUN';

/**
 * Processes of a run that still live after a moment's grace; they are killed. Known on Linux only, where CI runs.
 * @param {string} mark the run's value of RUN_MARK
 * @returns {Promise<string[]>} one line for each, with the ports it listens on
 */
export async function endLeftoverProcesses(mark) {
  if (process.platform !== 'linux') return [];
  await waitUntil(() => pidsOfRun(mark).length === 0, { timeoutMs: 3000, what: 'the end of all processes' }).catch(
    () => {},
  );
  const left = pidsOfRun(mark);
  const sockets = left.length > 0 ? pidsOfSockets() : [];
  const listening = left.length > 0 ? listeners() : [];
  return left.map((pid) => {
    const inodes = new Set(sockets.filter((each) => each.pid === pid).map((each) => each.inode));
    const ports = [...new Set(listening.filter((each) => inodes.has(each.inode)).map((each) => each.port))];
    const line = `process ${pid} was left behind${ports.length > 0 ? `, listening on port ${ports.join(', ')}` : ''}: ${commandOf(pid)}`;
    sendSignal(pid, 'SIGKILL');
    return line;
  });
}

/** @param {string} mark @returns {number[]} */
function pidsOfRun(mark) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map(Number)
    .filter((pid) => {
      try {
        return (
          processIdentity(pid) !== undefined &&
          readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`${RUN_MARK}=${mark}`)
        );
      } catch {
        return false;
      }
    });
}

/** @param {string} folder the run's temporary folder @returns {string[]} one line for each thing in it */
export function leftoverFiles(folder) {
  return readdirSync(folder).map((name) => `${name} was left behind in the temporary folder`);
}
