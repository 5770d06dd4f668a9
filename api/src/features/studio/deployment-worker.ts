import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { log } from '../../errors/log.js';
import { waitAtMost } from '../../process-engine/wait-at-most.js';
import { DeployReleases } from './deploy-releases.js';

/** Days come without a bell, and another process may have died half way. */
const POLL_MS = 5_000;
/** An engine that does not answer must not hold up the end; the lease runs out by itself. */
const GRACE_MS = 3_000;

/** Deploys whenever a release was approved anywhere or its day has come. */
@Injectable()
export class DeploymentWorker {
  private running: Promise<void> | null = null;
  private stopping = false;
  private woken = false;
  private wake: () => void = () => {};
  private unlisten: () => Promise<void> = async () => {};

  constructor(
    private readonly database: Database,
    private readonly deploy: DeployReleases,
  ) {}

  async start(): Promise<void> {
    this.stopping = false;
    this.unlisten = await this.listen();
    this.running ??= this.run();
  }

  /** Ends after the deployment under way, unless it takes too long. */
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
      return await this.database.listen('release_approved', () => this.ring());
    } catch (error) {
      log.warn({ err: error }, 'releases are polled only: nobody can listen');
      return async () => {};
    }
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      this.woken = false;
      if (!(await this.one())) await this.rest();
    }
  }

  private async one(): Promise<boolean> {
    try {
      return await this.deploy.execute();
    } catch (error) {
      log.warn({ err: error }, 'releases could not be looked after; it is tried again');
      return false;
    }
  }

  private ring(): void {
    this.woken = true;
    this.wake();
  }

  private rest(): Promise<void> {
    if (this.woken || this.stopping) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, POLL_MS);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
