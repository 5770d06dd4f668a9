import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../database/database.js';
import { defineJob, JobHandler, TryAgainLater } from '../../process-engine/job-handler.js';
import type { EngineJob } from '../../process-engine/process-engine.js';
import { CaseRepository, EndOfCase } from '../cases/cases.public.js';
import { EndTask } from './end-task.js';
import { TaskRepository } from './task.repository.js';

const definition = defineJob({
  type: 'end-case',
  input: z.object({ caseId: z.uuid() }),
  output: z.object({}),
  fetchVariables: ['caseId'],
});

const outcomes = z.enum(['WITHDRAWN', 'VOID']);
const UNKNOWN_ROUTE_BACK_OFF_MS = 1_000;

type Input = z.infer<typeof definition.input>;

/**
 * An exceptional act ends the route: tasks leave the lists in this transaction, and the engine is told to
 * cancel the route and the other helpers of the case.
 */
@Injectable()
export class EndCaseJob extends JobHandler<Input, Record<string, never>> {
  readonly definition = definition;

  constructor(
    private readonly database: Database,
    private readonly cases: CaseRepository,
    private readonly end: EndOfCase,
    private readonly tasks: TaskRepository,
    private readonly endTask: EndTask,
  ) {
    super();
  }

  handle({ caseId }: Input, job: EngineJob): Promise<Record<string, never>> {
    const outcome = outcomes.parse(job.headers.outcome);
    return this.database.inTransaction(async (sql) => {
      const record = await this.cases.get(sql, caseId);
      if (record.closedAt) return {};
      // Without its key the route could not be cancelled and would go on beside an ended case.
      if (!record.instanceKey || record.engineId === null)
        throw new TryAgainLater('the route is not known yet', UNKNOWN_ROUTE_BACK_OFF_MS);
      const open = await sql<{ id: string }[]>`
        /* openTasksOfCase */
        select id
        from tasks
        where case_id = ${caseId} and state in ('OPEN', 'CLAIMED', 'COMPLETING')
          and not (engine_id = ${record.engineId} and instance_key = ${job.instanceKey})`;
      for (const { id } of open) await this.endTask.cancel(sql, await this.tasks.get(sql, id));
      await sql`
        /* dropPendingActs */
        update withdrawals
        set state = 'CONTINUED'
        where case_id = ${caseId} and state = 'PENDING'`;
      await sql`
        /* dropPendingVoids */
        update voids
        set state = 'REFUSED'
        where case_id = ${caseId} and state = 'PENDING'`;
      await this.end.close(sql, record, outcome, { askingInstance: job.instanceKey });
      return {};
    });
  }
}
