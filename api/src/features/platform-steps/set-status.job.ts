import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { phases } from '../../../../common/src/case-list/case-enums.generated.js';
import { ROUTE, STATUSES } from '../../../../common/src/model-lint/platform.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { defineJob, JobHandler } from '../../process-engine/job-handler.js';
import type { EngineJob } from '../../process-engine/process-engine.js';
import { CaseRepository, isOpen } from '../cases/cases.public.js';
import { appendEvent } from '../events/events.public.js';
import { StatusOutsideRoute } from './platform-step.errors.js';
import { optionalSettingOf, settingOf } from './setting-of.js';

const definition = defineJob({
  type: 'set-status',
  input: z.object({ caseId: z.uuid() }),
  output: z.object({}),
  fetchVariables: ['caseId'],
});

type Input = z.infer<typeof definition.input>;

/** The route says at which status, and in which phase, a case is from here on. Twice changes nothing. */
@Injectable()
export class SetStatusJob extends JobHandler<Input, Record<string, never>> {
  readonly definition = definition;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseRepository,
  ) {
    super();
  }

  handle({ caseId }: Input, job: EngineJob): Promise<Record<string, never>> {
    if (job.processId !== ROUTE) throw new StatusOutsideRoute(job.processId);
    const status = settingOf(job, 'status', STATUSES);
    const phase = optionalSettingOf(job, 'phase', phases);
    return this.database.inTransaction(async (sql) => {
      const record = await this.cases.get(sql, caseId);
      if (!isOpen(record) || (record.status === status && (phase === null || record.phase === phase))) return {};
      await this.cases.update(sql, caseId, { status, ...(phase && { phase }) });
      await appendEvent(sql, {
        type: 'case.statusSet',
        caseId,
        actor: { kind: 'ENGINE' },
        body: {
          oldStatus: record.status,
          newStatus: status,
          oldPhase: record.phase,
          newPhase: phase ?? record.phase,
          element: job.elementId,
        },
        at: this.clock.now(),
      });
      return {};
    });
  }
}
