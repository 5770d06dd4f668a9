import { log } from '../errors/log.js';
import { backOffMs } from './back-off.js';
import { openStreams, reopenedStreams } from './metrics.js';
import type { JobStream, JobSubscription, ProcessEngine } from './process-engine.js';

const REOPEN = { firstMs: 250, capMs: 5_000 };
/** A stream that lived this long was fine: the next failure is a first one. */
const SETTLED_MS = 30_000;

/** Keeps one job stream open: a dead one, after an engine restart or a lost connection, is opened again until it is stopped. */
export class SupervisedStream {
  private stream: JobStream | null = null;
  private timer: NodeJS.Timeout | undefined;
  private failures = 0;
  private stopped = false;

  constructor(
    private readonly engine: ProcessEngine,
    private readonly subscription: Omit<JobSubscription, 'onClosed'>,
  ) {}

  start(): void {
    void this.open();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.stream?.close();
    this.forget();
  }

  private async open(): Promise<void> {
    const openedAt = Date.now();
    let closed = false;
    const onClosed = (reason: unknown): void => {
      closed = true;
      if (Date.now() - openedAt > SETTLED_MS) this.failures = 0;
      this.forget();
      this.openLater(reason);
    };
    try {
      const stream = await this.engine.openJobStream({ ...this.subscription, onClosed });
      if (this.stopped) await stream.close();
      else if (!closed) {
        this.stream = stream;
        openStreams.inc();
      }
    } catch (error) {
      if (!closed) this.openLater(error);
    }
  }

  private openLater(reason: unknown): void {
    if (this.stopped) return;
    const { type } = this.subscription;
    this.failures += 1;
    const delay = backOffMs(this.failures, REOPEN.firstMs, REOPEN.capMs);
    // The second time it is news; the hundredth it is noise.
    if (this.failures <= 2)
      log.warn({ type, reason: String(reason), delay }, 'job stream is closed; it will be opened again');
    this.timer = setTimeout(() => {
      reopenedStreams.inc({ type });
      void this.open();
    }, delay);
  }

  private forget(): void {
    if (this.stream) openStreams.dec();
    this.stream = null;
  }
}
