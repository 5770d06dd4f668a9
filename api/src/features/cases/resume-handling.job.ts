import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { defineJob, JobHandler } from '../../process-engine/job-handler.js';
import type { EngineJob } from '../../process-engine/process-engine.js';
import { ClockLedger } from '../clocks/clocks.public.js';
import { appendEvent } from '../events/events.public.js';
import { AssignmentRepository } from './assignment.repository.js';
import { CaseRepository } from './case.repository.js';
import { CaseListener } from './case-listener.js';

const definition = defineJob({
  type: 'resume-handling',
  input: z.object({ caseId: z.uuid(), assignmentId: z.uuid(), reworkNo: z.int() }),
  output: z.object({ reworkNo: z.int(), acknowledged: z.literal('YES') }),
  fetchVariables: ['caseId', 'assignmentId', 'reworkNo'],
});

const reasons = z.enum(['CLOSE_REVIEW', 'REWORK', 'EXPLAIN']);

type Input = z.infer<typeof definition.input>;
type Output = z.infer<typeof definition.output>;

/** Back to the same unit: after a refused close review or explanation, or as a citizen's rework, which alone counts. */
@Injectable()
export class ResumeHandlingJob extends JobHandler<Input, Output> {
  readonly definition = definition;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseRepository,
    private readonly assignments: AssignmentRepository,
    private readonly clocks: ClockLedger,
    private readonly listener: CaseListener,
  ) {
    super();
  }

  handle({ caseId, assignmentId, reworkNo }: Input, job: EngineJob): Promise<Output> {
    const reason = reasons.parse(job.headers.reason);
    const nextRework = reason === 'REWORK' ? reworkNo + 1 : reworkNo;
    return this.database.inTransaction(async (sql) => {
      const record = await this.cases.get(sql, caseId);
      const done = await sql`
        /* alreadyResumed */
        select from events
        where case_id = ${caseId} and type = 'case.resumed' and body ->> 'job' = ${job.key}`;
      if (done.length > 0) return { reworkNo: nextRework, acknowledged: 'YES' };
      const at = this.clock.now();
      const lead = await this.assignments.liveLead(sql, caseId);
      await this.assignments.setStatus(sql, assignmentId, 'WORKING', at);
      await this.clocks.end(sql, caseId, ['HANDLE', 'REWORK'], 'STOPPED', at);
      const clock = await this.clocks.start(sql, {
        caseId,
        kind: 'HANDLE',
        spanOfKind: 'REWORK',
        startedAt: at,
        assignmentId,
        ...(lead && { officeClass: lead.officeClass }),
      });
      await this.cases.update(sql, caseId, {
        rework_count: nextRework,
        ...(reason === 'REWORK' && { status: 'REWORK' }),
        phase: 'HANDLE',
      });
      await appendEvent(sql, {
        type: 'case.resumed',
        caseId,
        actor: { kind: 'ENGINE' },
        body: { reason, reworkNo: nextRework, job: job.key, dueAt: clock?.dueAt.toISOString() ?? null },
        at,
      });
      if (reason === 'REWORK') await this.listener.reworked(sql, record, nextRework, at);
      return { reworkNo: nextRework, acknowledged: 'YES' };
    });
  }
}
