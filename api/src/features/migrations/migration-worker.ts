import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { log } from '../../errors/log.js';
import { waitAtMost } from '../../process-engine/wait-at-most.js';
import { SendBatch } from './send-batch.js';
import { SettleMoves } from './settle-moves.js';

/** While a batch is under way, and while there is none: another process may have begun one. */
const BUSY_MS = 400;
const IDLE_MS = 5_000;
const GRACE_MS = 3_000;

/** Moves what was approved, batch after batch. Any process may do it: rows are locked, and the outbox does each move once. */
@Injectable()
export class MigrationWorker {
  private running: Promise<void> | null = null;
  private stopping = false;
  private woken = false;
  private wake: () => void = () => {};
  private unlisten: () => Promise<void> = async () => {};

  constructor(
    private readonly database: Database,
    private readonly settle: SettleMoves,
    private readonly send: SendBatch,
  ) {}

  async start(): Promise<void> {
    this.stopping = false;
    this.unlisten = await this.listen();
    this.running ??= this.run();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.ring();
    if (this.running) await waitAtMost(GRACE_MS, this.running);
    this.running = null;
    await this.unlisten();
  }

  /** The bell is a convenience: without it the poll finds everything. */
  private async listen(): Promise<() => Promise<void>> {
    try {
      return await this.database.listen('process_migration', () => this.ring());
    } catch (error) {
      log.warn({ err: error }, 'migrations are polled only: nobody can listen');
      return async () => {};
    }
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      this.woken = false;
      const busy = await this.step();
      await this.rest(busy ? BUSY_MS : IDLE_MS);
    }
  }

  /** @returns whether a migration is going on */
  private async step(): Promise<boolean> {
    try {
      await this.settle.execute();
      const seen: string[] = [];
      for (;;) {
        const id = await this.send.execute(seen);
        if (id === null) return seen.length > 0;
        seen.push(id);
      }
    } catch (error) {
      log.warn({ err: error }, 'migrations could not be looked after; it is tried again');
      return false;
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
