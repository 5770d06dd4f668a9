import { Injectable } from '@nestjs/common';
import { log } from '../../errors/log.js';
import { waitAtMost } from '../../process-engine/wait-at-most.js';
import { SettleInterventions } from './settle-interventions.js';

/** A person waits for it on a page; what is asked is an index of the few that are open. */
const POLL_MS = 2_000;
const GRACE_MS = 3_000;

/** Looks after interventions whose command was sent. */
@Injectable()
export class InterventionWorker {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = true;

  constructor(private readonly settle: SettleInterventions) {}

  start(): void {
    if (!this.stopped) return;
    this.stopped = false;
    this.next();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await waitAtMost(GRACE_MS, this.running);
  }

  private next(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.look().finally(() => this.next());
    }, POLL_MS).unref();
  }

  private async look(): Promise<void> {
    try {
      await this.settle.execute();
    } catch (error) {
      log.warn({ err: error }, 'interventions could not be looked after; it is tried again');
    }
  }
}
