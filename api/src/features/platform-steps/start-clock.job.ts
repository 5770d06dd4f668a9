import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { isSpan } from '../../../../common/src/working-time/span.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { defineJob, JobHandler } from '../../process-engine/job-handler.js';
import type { EngineJob } from '../../process-engine/process-engine.js';
import { CaseRepository, isOpen } from '../cases/cases.public.js';
import { CLOCK_KINDS, ClockLedger } from '../clocks/clocks.public.js';
import { appendEvent } from '../events/events.public.js';
import { doneBefore } from './done-before.js';
import { StepNotSet } from './platform-step.errors.js';
import { settingOf } from './setting-of.js';

const definition = defineJob({
  type: 'start-clock',
  input: z.object({ caseId: z.uuid() }),
  output: z.object({}),
  fetchVariables: ['caseId'],
});

type Input = z.infer<typeof definition.input>;

const STARTED = 'clock.started';

/** Starts one limit of the case, unless it runs already; each job once, however the limit ended meanwhile. */
@Injectable()
export class StartClockJob extends JobHandler<Input, Record<string, never>> {
  readonly definition = definition;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseRepository,
    private readonly ledger: ClockLedger,
  ) {
    super();
  }

  handle({ caseId }: Input, job: EngineJob): Promise<Record<string, never>> {
    const kind = settingOf(job, 'clock', CLOCK_KINDS);
    const span = job.headers.span || null;
    if (span !== null && !isSpan(span)) throw new StepNotSet(job.elementId, 'span');
    return this.database.inTransaction(async (sql) => {
      const record = await this.cases.get(sql, caseId);
      if (!isOpen(record) || (await doneBefore(sql, caseId, { type: STARTED, job: job.key }))) return {};
      const at = this.clock.now();
      const started = await this.ledger.start(sql, { caseId, kind, startedAt: at, ...(span && { span }) });
      if (!started) throw new StepNotSet(job.elementId, 'span');
      await appendEvent(sql, {
        type: STARTED,
        caseId,
        actor: { kind: 'ENGINE' },
        body: {
          clock: kind,
          clockId: started.id,
          dueAt: started.dueAt.toISOString(),
          element: job.elementId,
          job: job.key,
        },
        at,
      });
      return {};
    });
  }
}
