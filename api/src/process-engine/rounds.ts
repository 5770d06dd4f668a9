import type { Database } from '../database/database.js';
import { log } from '../errors/log.js';
import { waitAtMost } from './wait-at-most.js';

interface About {
  /** Notification of the database that something waits. */
  bell: string;
  /** What is looked after, for the log: `releases`. */
  what: string;
  /** Rest in ms when nothing rings, and after a round that failed: another process may have died half way. */
  idleMs: number;
}

/** An engine that does not answer must not hold up the end: leases and the outbox outlive this process. */
const GRACE_MS = 3_000;

/** Work that is done in rounds as long as the process runs: whenever the bell rings, and without it after a rest. */
export class Rounds {
  private running: Promise<void> | null = null;
  private stopping = false;
  private woken = false;
  private wake: () => void = () => {};
  private unlisten: () => Promise<void> = async () => {};

  /** @param round one round; gives the ms to rest after it, 0 to go on at once */
  constructor(
    private readonly database: Database,
    private readonly about: About,
    private readonly round: () => Promise<number>,
  ) {}

  async start(): Promise<void> {
    this.stopping = false;
    this.unlisten = await this.listen();
    this.running ??= this.run();
  }

  /** Ends after the round under way, unless it takes too long. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.ring();
    if (this.running) await waitAtMost(GRACE_MS, this.running);
    this.running = null;
    await this.unlisten();
  }

  /** The bell is a convenience: without it the poll finds everything. */
  private async listen(): Promise<() => Promise<void>> {
    const { bell, what } = this.about;
    try {
      return await this.database.listen(bell, () => this.ring());
    } catch (error) {
      log.warn({ err: error }, `${what} are polled only: nobody can listen`);
      return async () => {};
    }
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      this.woken = false;
      const restMs = await this.one();
      if (restMs > 0) await this.rest(restMs);
    }
  }

  private async one(): Promise<number> {
    const { what, idleMs } = this.about;
    try {
      return await this.round();
    } catch (error) {
      log.warn({ err: error }, `${what} could not be looked after; it is tried again`);
      return idleMs;
    }
  }

  private ring(): void {
    this.woken = true;
    this.wake();
  }

  private rest(ms: number): Promise<void> {
    if (this.woken || this.stopping) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
