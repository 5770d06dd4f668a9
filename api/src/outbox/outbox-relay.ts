import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { log } from '../errors/log.js';
import { backOffMs } from '../process-engine/back-off.js';
import { EngineBusy } from '../process-engine/engine-errors.js';
import { EngineIdentity } from '../process-engine/engine-identity.js';
import { isOutsideWorldDown } from '../process-engine/outside-world.js';
import { ProcessEngine } from '../process-engine/process-engine.js';
import { UserTaskListener } from '../process-engine/user-task-listener.js';
import { waitAtMost } from '../process-engine/wait-at-most.js';
import { CommandSender } from './command-sender.js';
import { commandSeconds, outboxPoisoned, outboxWaiting, relayedCommands, relayLagSeconds } from './metrics.js';
import {
  countWaiting,
  type Lease,
  type LeasedRow,
  leaseHeads,
  leaseNextInLane,
  markDone,
  markPoisoned,
  markWaiting,
  sweepDone,
} from './outbox-rows.js';

const LANES = 32;
const POLL_MS = 1_000;
const MEASURE_MS = 5_000;
const SWEEP_MS = 3_600_000;
/** A little more than the longest command: what a dead relay had under way is taken over soon. */
const LEASE_MS = 20_000;
/** An engine that does not answer must not hold up the end. */
const GRACE_MS = 5_000;
/** The engine is away or busy. */
const RETRY = { firstMs: 200, capMs: 10_000 };
/** Between two knocks at an engine that does not answer, whatever waits. */
const KNOCK = { firstMs: 100, capMs: 2_000 };
/** The records, at most 1.3 s behind as a rule, will tell how a job ended. */
const RECORDS = { firstMs: 400, capMs: 5_000 };

/**
 * Sends the outbox to the engine: in order within a lane, lanes side by side, no transaction open meanwhile, as many processes as one likes.
 * While the engine does not answer, one command at a time knocks at its door; under back-pressure fewer lanes are used.
 */
@Injectable()
export class OutboxRelay {
  private readonly owner = randomUUID();
  private running: Promise<void> | null = null;
  private stopping = false;
  /** How many lanes may be under way: halved by back-pressure, one while the engine is away, one more with each success. */
  private allowed = LANES;
  /** Failures since the engine last answered; nothing is sent before `quietUntil`. */
  private unanswered = 0;
  private quietUntil = 0;
  private readonly lanes = new Set<Promise<void>>();
  private woken = false;
  /** More lanes may be due than could be taken: the end of one makes room. */
  private crowded = false;
  private wake: () => void = () => {};

  constructor(
    private readonly database: Database,
    private readonly engine: ProcessEngine,
    private readonly identity: EngineIdentity,
    private readonly listener: UserTaskListener,
  ) {}

  start(): void {
    this.stopping = false;
    this.running ??= this.run();
  }

  /** Gives the commands under way some seconds; leases of what was not answered run out by themselves. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.ring();
    await this.running;
    this.running = null;
  }

  private async run(): Promise<void> {
    const lease = { engineId: this.identity.engineId, owner: this.owner, leaseMs: LEASE_MS };
    const sender = new CommandSender(this.engine, this.database, lease.engineId);
    const unlisten = await this.listen();
    const measuring = setInterval(() => void this.measure(lease.engineId), MEASURE_MS).unref();
    const sweeping = setInterval(() => void this.sweep(), SWEEP_MS).unref();
    void this.sweep();
    while (!this.stopping) {
      const more = await this.fill(lease, sender);
      if (!more && !this.stopping) await this.rest();
    }
    clearInterval(measuring);
    clearInterval(sweeping);
    await waitAtMost(GRACE_MS, Promise.all(this.lanes));
    await unlisten();
  }

  /** The bell is a convenience: without it the poll finds everything within a second. */
  private async listen(): Promise<() => Promise<void>> {
    try {
      return await this.database.listen(
        'outbox',
        () => this.ring(),
        () => this.ring(),
      );
    } catch (error) {
      log.warn({ err: error }, 'outbox relay polls only: it cannot listen');
      return async () => {};
    }
  }

  /** @returns whether more may be due than was taken; what comes later rings */
  private async fill(lease: Lease, sender: CommandSender): Promise<boolean> {
    this.woken = false;
    const free = this.allowed - this.lanes.size;
    this.crowded = true;
    if (free <= 0 || Date.now() < this.quietUntil) return false;
    try {
      const rows = await leaseHeads(this.database.sql, lease, free);
      this.crowded = rows.length === free;
      for (const row of rows) {
        const lane = this.drain(lease, sender, row).finally(() => {
          this.lanes.delete(lane);
          if (this.crowded) this.ring();
        });
        this.lanes.add(lane);
      }
      return this.crowded;
    } catch (error) {
      log.warn({ err: error }, 'outbox relay cannot read the outbox');
      return false;
    }
  }

  /** One lane, row after row, until nothing is due in it. */
  private async drain(lease: Lease, sender: CommandSender, head: LeasedRow): Promise<void> {
    let row: LeasedRow | undefined = head;
    while (row) {
      try {
        row = await this.relay(lease, sender, row);
      } catch (error) {
        // The database is away: the lease runs out, and the command, harmless to repeat, is sent again.
        log.warn({ err: error, lane: head.lane }, 'outbox relay cannot write down what the engine answered');
        return;
      }
    }
  }

  /** @returns the next row of the lane, leased, when this one is done */
  private async relay(lease: Lease, sender: CommandSender, row: LeasedRow): Promise<LeasedRow | undefined> {
    const answered = commandSeconds.startTimer({ kind: row.kind });
    try {
      const outcome = await sender.send(row);
      answered();
      this.allowed = Math.min(LANES, this.allowed + 1);
      this.unanswered = 0;
      this.quietUntil = 0;
      relayedCommands.inc({ kind: row.kind, outcome });
      if (outcome === 'UNKNOWN') {
        const delay = backOffMs(row.attempts, RECORDS.firstMs, RECORDS.capMs);
        return await this.wait(lease, row, delay, 'waiting for the records to tell what happened');
      }
      return await this.settle(lease, row, outcome);
    } catch (failure) {
      return this.putOff(lease, row, failure);
    }
  }

  private settle(lease: Lease, row: LeasedRow, outcome: 'DONE' | 'REFUSED'): Promise<LeasedRow | undefined> {
    return this.database.inTransaction(async (sql) => {
      const mine = await markDone(sql, lease, row.id, outcome);
      if (!mine) return undefined;
      if (row.kind === 'COMPLETE_JOB') {
        const { jobKey } = row.command;
        if (outcome === 'DONE') await this.listener.completed(sql, lease.engineId, jobKey);
        else await this.listener.canceled(sql, lease.engineId, jobKey);
      }
      return this.stopping ? undefined : leaseNextInLane(sql, lease, row.lane);
    });
  }

  private async putOff(lease: Lease, row: LeasedRow, failure: unknown): Promise<undefined> {
    const text = failure instanceof Error ? `${failure.name}: ${failure.message}`.slice(0, 2000) : String(failure);
    if (isOutsideWorldDown(failure)) {
      if (failure instanceof EngineBusy) this.allowed = Math.max(1, this.allowed >> 1);
      else this.keepQuiet();
      relayedCommands.inc({ kind: row.kind, outcome: 'RETRY' });
      const delay = backOffMs(row.attempts, RETRY.firstMs, RETRY.capMs);
      return this.wait(lease, row, delay, text);
    }
    relayedCommands.inc({ kind: row.kind, outcome: 'POISONED' });
    log.error(
      { err: failure, outboxId: row.id, lane: row.lane, kind: row.kind },
      'command poisoned: its lane stops here',
    );
    await markPoisoned(this.database.sql, lease, row.id, text);
  }

  private async wait(lease: Lease, row: LeasedRow, delayMs: number, why: string): Promise<undefined> {
    await markWaiting(this.database.sql, lease, row.id, delayMs, why);
    setTimeout(() => this.ring(), delayMs + 5).unref();
  }

  /** Commands that were under way together count as one failure. */
  private keepQuiet(): void {
    if (Date.now() < this.quietUntil) return;
    this.allowed = 1;
    this.unanswered += 1;
    const delay = backOffMs(this.unanswered, KNOCK.firstMs, KNOCK.capMs);
    this.quietUntil = Date.now() + delay;
    setTimeout(() => this.ring(), delay + 5).unref();
  }

  private ring(): void {
    this.woken = true;
    this.wake();
  }

  private async rest(): Promise<void> {
    if (this.woken) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, POLL_MS);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = () => {};
  }

  private async measure(engineId: number): Promise<void> {
    try {
      const { waiting, poisoned, oldestSeconds } = await countWaiting(this.database.sql, engineId);
      outboxWaiting.set(waiting);
      outboxPoisoned.set(poisoned);
      relayLagSeconds.set(oldestSeconds);
    } catch {
      // The next measurement says it; a database that is away is reported by everyone else.
    }
  }

  private async sweep(): Promise<void> {
    try {
      while ((await sweepDone(this.database.sql)) > 0);
    } catch (error) {
      log.warn({ err: error }, 'outbox sweep failed; it is tried again in an hour');
    }
  }
}
