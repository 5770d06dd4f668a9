import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { log } from '../../errors/log.js';
import { CallRepository } from './calls/call.repository.js';
import { SUPERVISION_CHANNEL } from './calls/call-duty-phone.js';
import { PlaceDueCalls } from './calls/place-due-calls.js';
import { ReleaseReminders } from './release-reminders.js';

/** While something waits: application time may jump, so that no timer of ours could be trusted for longer. */
const LOOK_EVERY_MS = 1_000;
/** After something was due: what somebody else had locked is due still. */
const LOOK_AGAIN_MS = 100;
const IDLE_MS = 30_000;

/** Rings what is due and sends what was not taken back. Any number of processes may sweep. */
@Injectable()
export class SupervisionSweep {
  private running: Promise<void> | null = null;
  private stopping = false;
  private woken = false;
  private wake: () => void = () => {};

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly calls: CallRepository,
    private readonly place: PlaceDueCalls,
    private readonly reminders: ReleaseReminders,
  ) {}

  start(): void {
    this.stopping = false;
    this.running ??= this.run();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.ring();
    await this.running;
    this.running = null;
  }

  private async run(): Promise<void> {
    const unlisten = await this.listen();
    while (!this.stopping) {
      this.woken = false;
      await this.rest(await this.sweep());
    }
    await unlisten();
  }

  /** @returns ms until the next look */
  private async sweep(): Promise<number> {
    try {
      const due = await this.nextDue();
      if (due === null) return IDLE_MS;
      if (due <= this.clock.now()) {
        await this.place.execute(() => this.stopping);
        await this.reminders.execute();
        return LOOK_AGAIN_MS;
      }
    } catch (error) {
      log.warn({ err: error }, 'supervision sweep failed; it is tried again');
    }
    return LOOK_EVERY_MS;
  }

  private async nextDue(): Promise<Date | null> {
    const { sql } = this.database;
    const moments = await Promise.all([this.calls.nextDue(sql), this.reminders.nextDue(sql)]);
    const known = moments.filter((at) => at !== null).map((at) => at.getTime());
    return known.length > 0 ? new Date(Math.min(...known)) : null;
  }

  /** The bell is a convenience: without it everything is found within half a minute. */
  private async listen(): Promise<() => Promise<void>> {
    try {
      return await this.database.listen(
        SUPERVISION_CHANNEL,
        () => this.ring(),
        () => this.ring(),
      );
    } catch (error) {
      log.warn({ err: error }, 'supervision sweep polls only: it cannot listen');
      return async () => {};
    }
  }

  private ring(): void {
    this.woken = true;
    this.wake();
  }

  private async rest(ms: number): Promise<void> {
    if (this.woken || this.stopping) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = () => {};
  }
}
