import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { processIdentity, sendSignal, waitUntil } from './processes.mjs';

const LOG_LIMIT = 20 * 1024 * 1024;

/**
 * One process of the system: started detached (only the launcher orders it to stop, not the terminal),
 * its output in a log file, its pid in a file by which a later start finds what an earlier one left behind.
 */
export class Child {
  /**
   * @param {object} about
   * @param {string} about.name as a person calls it
   * @param {string} about.command
   * @param {string[]} about.args
   * @param {NodeJS.ProcessEnv} about.env
   * @param {string} [about.cwd]
   * @param {string} about.logFile
   * @param {string} about.pidFile
   * @param {NodeJS.Signals} [about.stopSignal]
   * @param {number} [about.stopTimeoutMs] after which it is killed
   */
  constructor({ name, command, args, env, cwd, logFile, pidFile, stopSignal = 'SIGTERM', stopTimeoutMs = 6000 }) {
    Object.assign(this, { command, args, env, cwd, pidFile, stopSignal, stopTimeoutMs });
    this.name = name;
    this.logFile = logFile;
    /** @type {import('node:child_process').ChildProcess | undefined} */
    this.process = undefined;
    /** @type {Promise<string>} resolves with how it ended, in words */
    this.ended = Promise.resolve('was not started');
    /** @type {string | undefined} */
    this.end = 'was not started';
  }

  get running() {
    return this.end === undefined;
  }

  get pid() {
    return this.running ? this.process?.pid : undefined;
  }

  async start() {
    if (this.running) throw new Error(`${this.name} is running already`);
    mkdirSync(dirname(this.logFile), { recursive: true });
    mkdirSync(dirname(this.pidFile), { recursive: true });
    rotate(this.logFile);
    const log = openSync(this.logFile, 'a');
    const child = spawn(this.command, this.args, {
      env: this.env,
      cwd: this.cwd,
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    this.process = child;
    this.end = undefined;
    this.ended = new Promise((resolve) => {
      const finish = (/** @type {string} */ how) => {
        if (this.end !== undefined) return;
        this.end = how;
        rmSync(this.pidFile, { force: true });
        resolve(how);
      };
      child.once('exit', (code, signal) => finish(signal ? `was ended by ${signal}` : `ended with code ${code}`));
      child.once('error', (error) => finish(`could not be started: ${error.message}`));
    });
    if (child.pid !== undefined) {
      writeFileSync(
        this.pidFile,
        JSON.stringify({ name: this.name, pid: child.pid, identity: processIdentity(child.pid) }),
      );
    }
  }

  /** Asks it to end; kills it when it does not in time. Resolves when it is gone. */
  async stop() {
    if (!this.running || !this.pid) return;
    sendSignal(this.pid, this.stopSignal);
    const timer = setTimeout(() => this.kill9(), this.stopTimeoutMs);
    await this.ended;
    clearTimeout(timer);
  }

  /** SIGKILL, to the process and whatever it started in its group. */
  kill9() {
    const pid = this.pid;
    if (pid === undefined) return;
    sendSignal(-pid, 'SIGKILL');
    sendSignal(pid, 'SIGKILL');
  }

  /** @param {number} [lines] @returns {string} the end of its log */
  lastLines(lines = 15) {
    return lastLines(this.logFile, lines);
  }
}

/** @param {string} file @param {number} lines */
export function lastLines(file, lines) {
  if (!existsSync(file)) return '';
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

/** @param {string} file */
function rotate(file) {
  if (existsSync(file) && statSync(file).size > LOG_LIMIT) renameSync(file, `${file}.1`);
}

/**
 * Ends a process that an earlier, killed launcher left behind. A pid that now belongs to another process is left alone.
 * @param {string} pidFile
 * @returns {Promise<string | undefined>} the name of what was stopped
 */
export async function stopLeftover(pidFile) {
  if (!existsSync(pidFile)) return undefined;
  let stopped;
  const { name, pid, identity } = readJson(pidFile);
  const same = () => identity !== undefined && processIdentity(pid) === identity;
  if (same()) {
    stopped = name;
    // SIGINT is PostgreSQL's fast shutdown and an orderly end for the others.
    sendSignal(pid, 'SIGINT');
    await waitUntil(() => !same(), { timeoutMs: 5000, what: `stopping ${name}` }).catch(async () => {
      sendSignal(-pid, 'SIGKILL');
      sendSignal(pid, 'SIGKILL');
      await waitUntil(() => !same(), { timeoutMs: 5000, what: `killing ${name} (pid ${pid})` });
    });
  }
  rmSync(pidFile, { force: true });
  return stopped;
}

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
