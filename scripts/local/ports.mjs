import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { commandOf } from './processes.mjs';
import { UserError } from './user-error.mjs';

/** @param {number} port @param {string} [host] @returns {Promise<boolean>} whether it can be listened on */
export function isPortFree(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Until somebody listens on a port it looks free: what this process was given once it is not given again. */
const given = new Set();

/**
 * A free loopback port below the range from which the kernel takes ports for outgoing connections, so that nothing takes it
 * between this answer and its use.
 */
export async function freePort() {
  for (let tries = 0; tries < 200; tries += 1) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (given.has(port)) continue;
    given.add(port);
    if (await isPortFree(port)) return port;
  }
  throw new Error('no free port between 20000 and 32000');
}

/**
 * @param {{ port: number, host?: string, what: string, setting: string }} wanted
 * @throws {UserError} naming the process that has it and the setting to change
 */
export async function requireFreePort({ port, host, what, setting }) {
  if (await isPortFree(port, host)) return;
  const owner = portOwner(port);
  const who = owner ? `process ${owner.pid} (${owner.command})` : 'another process';
  throw new UserError(
    `Port ${port}, wanted for ${what}, is taken by ${who}: stop that process or choose another port with ${setting}.`,
  );
}

/**
 * Who listens on a port.
 * @param {number} port
 * @returns {{ pid: number, command: string } | undefined} undefined when nobody does or it is another user's process
 */
export function portOwner(port) {
  const pid = process.platform === 'linux' ? pidOfListener(port) : pidByLsof(port);
  return pid === undefined ? undefined : { pid, command: commandOf(pid) };
}

/** @param {number} port */
function pidOfListener(port) {
  const inodes = new Set(
    listeners()
      .filter((each) => each.port === port)
      .map((each) => each.inode),
  );
  if (inodes.size === 0) return undefined;
  return pidsOfSockets().find((each) => inodes.has(each.inode))?.pid;
}

/** @returns {{ port: number, inode: string }[]} every listening TCP socket of this machine (Linux) */
export function listeners() {
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => {
    let text = '';
    try {
      text = readFileSync(file, 'utf8');
    } catch {
      return [];
    }
    return text
      .trim()
      .split('\n')
      .slice(1)
      .flatMap((line) => {
        const fields = line.trim().split(/\s+/);
        return fields[3] === '0A' ? [{ port: Number.parseInt(fields[1].split(':')[1], 16), inode: fields[9] }] : [];
      });
  });
}

/** @returns {{ pid: number, inode: string }[]} the sockets of the processes this user may look into (Linux) */
export function pidsOfSockets() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
          try {
            const socket = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`));
            return socket ? [{ pid: Number(pid), inode: socket[1] }] : [];
          } catch {
            return [];
          }
        });
      } catch {
        return [];
      }
    });
}

/** @param {number} port */
function pidByLsof(port) {
  const listed = spawnSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fp'], { encoding: 'utf8' });
  const match = /^p(\d+)/m.exec(listed.stdout ?? '');
  return match ? Number(match[1]) : undefined;
}
