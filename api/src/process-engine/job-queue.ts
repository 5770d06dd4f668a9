import type { EngineJob } from './process-engine.js';

/** Runs so many jobs at a time and lets the others wait in order; a job that waited past its time is dropped, because the engine pushes it again. */
export class JobQueue {
  private readonly waiting: { job: EngineJob; until: number }[] = [];
  private readonly running = new Set<Promise<void>>();
  private closed = false;

  /**
   * @param timeoutMs how long a pushed job stays with us
   * @param run settles one job and never rejects; `until` is the wall time at which the engine takes it back
   */
  constructor(
    private readonly concurrency: number,
    private readonly timeoutMs: number,
    private readonly run: (job: EngineJob, until: number) => Promise<void>,
  ) {}

  push(job: EngineJob): void {
    if (this.closed) return;
    this.waiting.push({ job, until: Date.now() + this.timeoutMs });
    this.next();
  }

  /** Drops what waits and lets what runs come to its end. */
  async close(): Promise<void> {
    this.closed = true;
    this.waiting.length = 0;
    await Promise.all(this.running);
  }

  private next(): void {
    while (this.running.size < this.concurrency) {
      const head = this.waiting.shift();
      if (!head) return;
      if (head.until <= Date.now()) continue;
      const run = this.run(head.job, head.until).finally(() => {
        this.running.delete(run);
        this.next();
      });
      this.running.add(run);
    }
  }
}
