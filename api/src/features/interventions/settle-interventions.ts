import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import { Database, type Sql } from '../../database/database.js';
import { raiseAlarm } from '../operations/operations.public.js';
import { type InterventionRecord, InterventionRepository } from './intervention.repository.js';
import { tellIntervention } from './tell-intervention.js';

/** What came of the commands: writes down that the engine did it, found nobody there, or did not take it. */
@Injectable()
export class SettleInterventions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly interventions: InterventionRepository,
  ) {}

  /** A command that failed and was sent again with success ends as done. @returns how many were settled */
  execute(): Promise<number> {
    return this.database.inTransaction(async (sql) => {
      const settled = await this.interventions.settled(sql);
      const at = this.clock.now();
      for (const { outcome, lastError, ...intervention } of settled) {
        const state = outcome === 'POISONED' ? 'FAILED' : outcome;
        const failure = state === 'DONE' ? null : state === 'REFUSED' ? 'STEP_LEFT' : (lastError ?? 'unknown');
        await this.interventions.end(sql, intervention.id, { state, failure, at });
        const type =
          state === 'DONE' ? 'interventionDone' : state === 'REFUSED' ? 'interventionRefused' : 'interventionFailed';
        // The engine's words stay with the intervention: they may name more than a history should keep.
        await tellIntervention(sql, type, intervention, {
          by: null,
          at,
          ...(state === 'REFUSED' && { failure: 'STEP_LEFT' }),
        });
        if (state === 'DONE' && intervention.kind === 'CANCEL_INSTANCE') await alarmWithoutRoute(sql, intervention, at);
      }
      return settled.length;
    });
  }
}

/** An open case whose route was cancelled goes nowhere by itself: it stands on the page of operations until somebody has seen to it. */
async function alarmWithoutRoute(
  sql: Sql,
  { instanceKey, processId, number }: InterventionRecord,
  at: Date,
): Promise<void> {
  const [left] = await sql<{ caseId: string }[]>`
    /* caseWithoutRoute */
    select c.id as "caseId"
    from interventions i
    join cases c on c.id = i.case_id and c.engine_id = i.engine_id and c.instance_key = i.instance_key
    where i.number = ${number} and c.closed_at is null`;
  if (!left) return;
  await raiseAlarm(sql, {
    kind: 'CASE_WITHOUT_ROUTE',
    subject: instanceKey,
    caseId: left.caseId,
    details: { process: processId, intervention: number },
    at,
  });
}
