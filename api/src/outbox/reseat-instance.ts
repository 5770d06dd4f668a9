import type { ElementMapping } from '../../../common/src/instance-placement/element-mapping.js';
import { placementOf } from '../../../common/src/instance-placement/placement.js';
import type { Database, Sql } from '../database/database.js';
import { EngineBusy, EngineConflict, EngineRefused, InstanceGone } from '../process-engine/engine-errors.js';
import type { EngineKey, ProcessEngine, Variables } from '../process-engine/process-engine.js';
import {
  asItWas,
  codesOf,
  endMove,
  findMove,
  findMovedInstance,
  followReseat,
  type InstanceMove,
  modelsOfMove,
  standingAtCancellation,
  standingNow,
} from './instance-moves.js';
import type { LeasedRow } from './outbox-rows.js';
import type { SendOutcome } from './send-outcome.js';

/** How long a healthy engine's exporter gets to catch up before a missing record counts as proof. */
const RECORDS_CATCH_UP_MS = 15_000;
/** How long the lane waits for the new instance's jobs, so that what people submit meanwhile goes to them. */
const ADOPTION_MS = 60_000;
const TRIES = 10;

/**
 * Cancels an instance and starts it at the same elements of another version. Each part is written down before the engine hears it. Where it
 * stood is what its cancellation terminated: whatever was completed until then has happened, exactly once. What the other version will not
 * have goes on in its own.
 */
export class ReseatInstance {
  /** Moves whose start went unanswered: since when the engine answered again. */
  private readonly answeringSince = new Map<string, number>();

  constructor(
    private readonly engine: ProcessEngine,
    private readonly database: Database,
  ) {}

  async execute({ command, attempts }: LeasedRow & { kind: 'RESEAT_INSTANCE' }): Promise<SendOutcome> {
    const { sql } = this.database;
    const move = await findMove(sql, command.moveId);
    if (!move || move.outcome) return 'DONE';
    if (move.newInstanceKey) return this.settle(sql, move);
    const instance = await findMovedInstance(sql, move);
    if (!instance) return 'UNKNOWN';
    if (instance.state === 'ACTIVE') return this.cancel(sql, move, attempts);
    // Somebody else ended it, or it came to its end.
    if (instance.state === 'COMPLETED' || !move.cancelSentAt || move.caseClosed) return this.end(sql, move, 'ENDED');
    if (move.createSentAt && !(await this.wasNeverHeard(move))) return 'UNKNOWN';
    return this.start(sql, move);
  }

  private async cancel(sql: Sql, move: InstanceMove, attempts: number): Promise<SendOutcome> {
    if (move.caseClosed) return this.end(sql, move, 'ENDED');
    if (!move.cancelSentAt) {
      const { before, after } = await modelsOfMove(sql, move);
      const placement = placementOf(before, after, move.mapping)(await standingNow(sql, move, before));
      // The records are between two steps.
      if (placement.reasons.some(({ code }) => code === 'nothing-active') && attempts < TRIES) return 'UNKNOWN';
      if (placement.way === 'IMPOSSIBLE') return this.end(sql, move, 'REFUSED', codesOf(placement));
      await sql`
        /* markCancelSent */
        update instance_moves
        set cancel_sent_at = clock_timestamp()
        where id = ${move.id}`;
    }
    try {
      await this.engine.cancelInstance(move.instanceKey);
    } catch (failure) {
      if (!(failure instanceof InstanceGone)) throw failure;
      // Not by us: it came to its end before.
      if (!move.cancelSentAt)
        await sql`
          /* unmarkCancelSent */
          update instance_moves
          set cancel_sent_at = null
          where id = ${move.id}`;
    }
    return 'UNKNOWN';
  }

  private async start(sql: Sql, move: InstanceMove): Promise<SendOutcome> {
    const { before, after } = await modelsOfMove(sql, move);
    const standing = await standingAtCancellation(sql, move, before);
    const placement = placementOf(before, after, move.mapping)(standing);
    const home = { key: move.sourceKey, seats: asItWas(before, standing) };
    if (placement.way !== 'IMPOSSIBLE' && move.failure === null) {
      try {
        return await this.startAt(sql, move, { key: move.targetKey, seats: [...placement.at] });
      } catch (failure) {
        if (!(failure instanceof EngineRefused || failure instanceof EngineConflict)) throw failure;
        await this.putBack(sql, move, String(failure.details.text));
      }
    } else if (move.failure === null) await this.putBack(sql, move, codesOf(placement));
    // Without an element it would begin at its beginning.
    if (home.seats.length === 0) return this.end(sql, move, 'REFUSED', codesOf(placement));
    return this.startAt(sql, move, home);
  }

  private async startAt(
    sql: Sql,
    move: InstanceMove,
    { key, seats }: { key: EngineKey; seats: ElementMapping[] },
  ): Promise<SendOutcome> {
    const variables = { ...(await variablesOf(sql, move)), reseatId: move.id };
    await sql`
      /* markStartSent */
      update instance_moves
      set create_sent_at = clock_timestamp(), seats = ${sql.json(seats as never)}
      where id = ${move.id}`;
    let instanceKey: EngineKey;
    try {
      instanceKey = await this.engine.startAt(
        key,
        seats.map(({ to }) => to),
        variables,
      );
    } catch (failure) {
      // Nothing happened.
      if (failure instanceof EngineBusy) await this.forgetStart(sql, move);
      throw failure;
    }
    await sql`
      /* nameReseatedInstance */
      update instance_moves
      set new_instance_key = ${instanceKey}
      where id = ${move.id} and new_instance_key is null`;
    await followReseat(sql, move.engineId, [move.id]);
    return 'UNKNOWN';
  }

  /** It goes on in its own version; whoever comes back to it later knows by the failure. */
  private async putBack(sql: Sql, move: InstanceMove, why: string): Promise<void> {
    await sql`
      /* putInstanceBack */
      update instance_moves
      set failure = ${why.slice(0, 2_000)}, create_sent_at = null
      where id = ${move.id}`;
  }

  private async forgetStart(sql: Sql, move: InstanceMove): Promise<void> {
    await sql`
      /* forgetStart */
      update instance_moves
      set create_sent_at = null
      where id = ${move.id} and new_instance_key is null`;
  }

  /** The record of the start decides, never a second start at random: an engine that answers, and its exporter's time, before it counts as missing. */
  private async wasNeverHeard(move: InstanceMove): Promise<boolean> {
    await this.engine.topology();
    const since = this.answeringSince.get(move.id) ?? Date.now();
    this.answeringSince.set(move.id, since);
    if (Date.now() - since < RECORDS_CATCH_UP_MS) return false;
    this.answeringSince.delete(move.id);
    return true;
  }

  /** The lane goes on when every waiting task has its new job. */
  private async settle(sql: Sql, move: InstanceMove): Promise<SendOutcome> {
    this.answeringSince.delete(move.id);
    const waiting = await sql`
      /* tasksToAdopt */
      select
      from tasks
      where engine_id = ${move.engineId} and instance_key = ${move.instanceKey} and state in ('OPEN', 'CLAIMED', 'COMPLETING')
      limit 1`;
    const sentForMs = move.createSentAt ? Date.now() - move.createSentAt.getTime() : ADOPTION_MS;
    if (waiting.length > 0 && sentForMs < ADOPTION_MS) return 'UNKNOWN';
    return this.end(sql, move, move.failure === null ? 'MOVED' : 'PUT_BACK');
  }

  private async end(
    sql: Sql,
    move: InstanceMove,
    outcome: 'MOVED' | 'ENDED' | 'REFUSED' | 'PUT_BACK',
    failure: string | null = null,
  ): Promise<SendOutcome> {
    await endMove(sql, move.id, outcome, failure);
    return outcome === 'REFUSED' ? 'REFUSED' : 'DONE';
  }
}

/** The variables of the instance itself as it left them; what a step kept for itself goes with the step. A migrated variable's record has no value. */
async function variablesOf(sql: Sql, { engineId, instanceKey }: InstanceMove): Promise<Variables> {
  const rows = await sql<{ name: string; value: unknown }[]>`
    /* variablesOfInstance */
    select distinct on (r.value ->> 'name') r.value ->> 'name' as name, (r.value ->> 'value')::jsonb as value
    from engine_records r
    where r.engine_id = ${engineId}
      and r.process_instance_key = ${instanceKey}
      and r.value_type = 'VARIABLE'
      and r.intent in ('CREATED', 'UPDATED')
      and r.value ->> 'scopeKey' = ${instanceKey}
    order by r.value ->> 'name', r.position desc`;
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}
