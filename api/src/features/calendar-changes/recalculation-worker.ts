import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { log } from '../../errors/log.js';
import { RecalculateDeadlines } from './recalculate-deadlines.js';

/** Should the bell be missed, or another process have died half way. */
const POLL_MS = 2_000;

/** Recalculates whenever a calendar was confirmed anywhere, and goes on with what a process left unfinished. */
@Injectable()
export class RecalculationWorker {
  private running: Promise<void> | null = null;
  private stopping = false;
  private wake: () => void = () => {};
  private unlisten: () => Promise<void> = async () => {};

  constructor(
    private readonly database: Database,
    private readonly recalculate: RecalculateDeadlines,
  ) {}

  async start(): Promise<void> {
    this.stopping = false;
    this.unlisten = await this.database.listen('calendar_changed', () => this.wake());
    this.running ??= this.run();
  }

  /** Ends after the portion under way. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.running;
    this.running = null;
    await this.unlisten();
  }

  private async run(): Promise<void> {
    while (!this.stopping) if (!(await this.portion())) await this.rest();
  }

  /** @returns whether there may be more */
  private async portion(): Promise<boolean> {
    try {
      return await this.recalculate.execute();
    } catch (error) {
      log.warn({ err: error }, 'a portion of the deadlines could not be recalculated; it is tried again');
      return false;
    }
  }

  private rest(): Promise<void> {
    if (this.stopping) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, POLL_MS);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
