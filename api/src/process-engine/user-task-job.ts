import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Sql } from '../database/database.js';
import { log } from '../errors/log.js';
import { backOffMs } from './back-off.js';
import { lockUserTaskJob } from './lock-user-task-job.js';
import { jobSeconds } from './metrics.js';
import { isOutsideWorldDown } from './outside-world.js';
import type { EngineJob } from './process-engine.js';
import type { UserTaskListener } from './user-task-listener.js';

const RETRY = { firstMs: 250, capMs: 10_000 };
/** The records road is long past by then. */
const GIVE_UP_MS = 600_000;

/**
 * Tells the tasks feature that the route reached a user task: the fast road. What fails here for good arrives by the records.
 * Never rejects; the job itself stays open until a person completes it.
 */
export async function takeUserTaskJob(
  database: Database,
  listener: UserTaskListener,
  engineId: number,
  job: EngineJob,
  isStopped: () => boolean,
): Promise<void> {
  const opened = jobSeconds.startTimer({ type: job.type });
  const started = Date.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      const known = await database.inTransaction(async (sql) => {
        const caseId = textOf(job.variables.caseId) ?? (await findCaseOfInstance(sql, engineId, job.instanceKey));
        if (caseId === null) return false;
        const [, ended] = await Promise.all([
          lockUserTaskJob(sql, engineId, job.key),
          hasEnded(sql, engineId, job.key),
        ]);
        if (ended) return true;
        const { key, instanceKey, elementInstanceKey, elementId, processId, processVersion, definitionKey, headers } =
          job;
        const assignmentId = textOf(job.variables.assignmentId);
        const subjectId = textOf(job.variables.subjectId);
        const reseatId = textOf(job.variables.reseatId);
        await listener.opened(sql, {
          engineId,
          key,
          instanceKey,
          elementInstanceKey,
          elementId,
          processId,
          processVersion,
          definitionKey,
          headers,
          caseId,
          assignmentId,
          subjectId,
          ...(reseatId !== null && { reseatId }),
        });
        return true;
      });
      if (!known)
        log.info(
          { jobKey: job.key, instanceKey: job.instanceKey },
          'user task without a case yet; the records will tell',
        );
      opened({ outcome: known ? 'OPENED' : 'NO_CASE' });
      return;
    } catch (error) {
      const again = isOutsideWorldDown(error) && !isStopped() && Date.now() - started < GIVE_UP_MS;
      if (!again) {
        log.error(
          { err: error, jobKey: job.key, elementId: job.elementId },
          'user task could not be opened; the records bring it again',
        );
        opened({ outcome: 'FAILED' });
        return;
      }
      await sleep(backOffMs(attempt, RETRY.firstMs, RETRY.capMs));
    }
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The records may be ahead when the database was away from here. */
async function hasEnded(sql: Sql, engineId: number, jobKey: string): Promise<boolean> {
  const rows = await sql`
    /* findJobEnd */
    select
    from job_ends
    where engine_id = ${engineId} and job_key = ${jobKey}`;
  return rows.length > 0;
}

async function findCaseOfInstance(sql: Sql, engineId: number, instanceKey: string): Promise<string | null> {
  const [row] = await sql<{ caseId: string | null }[]>`
    /* findCaseOfInstance */
    select case_id as "caseId"
    from process_instances
    where engine_id = ${engineId} and instance_key = ${instanceKey}`;
  return row?.caseId ?? null;
}
