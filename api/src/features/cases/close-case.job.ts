import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../database/database.js';
import { defineJob, JobHandler, TryAgainLater } from '../../process-engine/job-handler.js';
import type { EngineJob } from '../../process-engine/process-engine.js';
import { CaseRepository } from './case.repository.js';
import { EndOfCase } from './end-of-case.js';

const definition = defineJob({
  type: 'close-case',
  input: z.object({ caseId: z.uuid() }),
  output: z.object({}),
  fetchVariables: ['caseId'],
});

const outcomes = z.enum(['CLOSED', 'ANSWERED', 'EMERGENCY_TRANSFERRED', 'REDIRECTED', 'MERGED']);
const PENDING_BACK_OFF_MS = 30_000;

type Input = z.infer<typeof definition.input>;

/** The route's own end. A pending withdrawal or void is decided first: the job waits for it. */
@Injectable()
export class CloseCaseJob extends JobHandler<Input, Record<string, never>> {
  readonly definition = definition;

  constructor(
    private readonly database: Database,
    private readonly cases: CaseRepository,
    private readonly end: EndOfCase,
  ) {
    super();
  }

  handle({ caseId }: Input, job: EngineJob): Promise<Record<string, never>> {
    const outcome = outcomes.parse(job.headers.outcome);
    return this.database.inTransaction(async (sql) => {
      const record = await this.cases.get(sql, caseId);
      if (record.closedAt) return {};
      const pending = await sql`
        /* pendingActs */
        select from withdrawals where case_id = ${caseId} and state = 'PENDING'
        union all
        select from voids where case_id = ${caseId} and state = 'PENDING'`;
      if (pending.length > 0)
        throw new TryAgainLater('a withdrawal or void waits for its decision', PENDING_BACK_OFF_MS);
      await this.end.close(sql, record, outcome, {
        closeType: job.headers.closeType ?? null,
        askingInstance: job.instanceKey,
      });
      return {};
    });
  }
}
