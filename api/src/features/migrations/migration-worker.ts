import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { Rounds } from '../../process-engine/rounds.js';
import { SendBatch } from './send-batch.js';
import { SettleMoves } from './settle-moves.js';

/** While a batch is under way, and while there is none: another process may have begun one. */
const BUSY_MS = 400;
const IDLE_MS = 5_000;

/** Moves what was approved, batch after batch. Any process may do it: rows are locked, and the outbox does each move once. */
@Injectable()
export class MigrationWorker {
  private readonly rounds: Rounds;

  constructor(
    database: Database,
    private readonly settle: SettleMoves,
    private readonly send: SendBatch,
  ) {
    const about = { bell: 'process_migration', what: 'migrations', idleMs: IDLE_MS };
    this.rounds = new Rounds(database, about, async () => ((await this.step()) ? BUSY_MS : IDLE_MS));
  }

  start(): Promise<void> {
    return this.rounds.start();
  }

  stop(): Promise<void> {
    return this.rounds.stop();
  }

  /** @returns whether a migration is going on */
  private async step(): Promise<boolean> {
    await this.settle.execute();
    const seen: string[] = [];
    for (;;) {
      const id = await this.send.execute(seen);
      if (id === null) return seen.length > 0;
      seen.push(id);
    }
  }
}
