import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '../database/database.js';

/** The one source of "now" for everything the city sees; sessions, leases and logs use wall time. */
export abstract class Clock {
  abstract now(): Date;
}

/** Application time = wall time + an offset kept in the database, moved only in demonstrations and tests. */
@Injectable()
export class ApplicationClock extends Clock implements OnApplicationBootstrap, OnApplicationShutdown {
  private offsetMs = 0;
  private stopListening: () => Promise<void> = async () => {};

  constructor(private readonly database: Database) {
    super();
  }

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  async onApplicationBootstrap(): Promise<void> {
    this.stopListening = await this.database.listen(
      'application_clock',
      () => void this.load(),
      () => void this.load(),
    );
    await this.load();
  }

  onApplicationShutdown(): Promise<void> {
    return this.stopListening();
  }

  /** Reads the offset again; by itself whenever it was moved in any process. */
  async load(): Promise<void> {
    const [row] = await this.database.sql<{ offsetMs: string }[]>`
      /* loadApplicationClock */
      select offset_ms as "offsetMs"
      from application_clock`;
    this.offsetMs = Number(row?.offsetMs ?? 0);
  }
}
