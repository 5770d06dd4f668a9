import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { log } from '../../errors/log.js';
import { RECALCULATION_LANES } from './confirm-calendar-change.js';
import { RecalculateDeadlines } from './recalculate-deadlines.js';

/** Should the bell be missed, or another process have died half way. */
const POLL_MS = 2_000;

/** Recalculates, a lane each, whenever a calendar was confirmed anywhere, and goes on with what a process left unfinished. */
@Injectable()
export class RecalculationWorker {
  private running: Promise<unknown> | null = null;
  private stopping = false;
  private readonly resting = new Set<() => void>();
  private unlisten: () => Promise<void> = async () => {};

  constructor(
    private readonly database: Database,
    private readonly recalculate: RecalculateDeadlines,
  ) {}

  async start(): Promise<void> {
    this.stopping = false;
    this.unlisten = await this.database.listen('calendar_changed', () => this.wake());
    this.running ??= Promise.all(Array.from({ length: RECALCULATION_LANES }, () => this.run()));
  }

  /** Ends after the portions under way. */
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

  private wake(): void {
    for (const goOn of this.resting) goOn();
  }

  private rest(): Promise<void> {
    if (this.stopping) return Promise.resolve();
    return new Promise((resolve) => {
      const goOn = () => {
        clearTimeout(timer);
        this.resting.delete(goOn);
        resolve();
      };
      const timer = setTimeout(goOn, POLL_MS);
      this.resting.add(goOn);
    });
  }
}
