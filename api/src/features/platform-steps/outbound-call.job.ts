import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { defineJob, JobHandler } from '../../process-engine/job-handler.js';
import type { EngineJob } from '../../process-engine/process-engine.js';
import { CaseRepository, isOpen } from '../cases/cases.public.js';
import { appendEvent } from '../events/events.public.js';
import { OrganisationQueries } from '../organisation/organisation.public.js';
import { CallDutyPhone } from '../supervision/supervision.public.js';
import { doneBefore } from './done-before.js';
import { StepNotSet } from './platform-step.errors.js';

const definition = defineJob({
  type: 'outbound-call',
  input: z.object({ caseId: z.uuid(), callUnit: z.string().nullish() }),
  output: z.object({}),
  fetchVariables: ['caseId', 'callUnit'],
});

type Input = z.infer<typeof definition.input>;

const ASKED = 'case.callAsked';

/** Has a unit's duty phone rung; without a unit named, the lead's. What comes of the call is the sweep's to follow. */
@Injectable()
export class OutboundCallJob extends JobHandler<Input, Record<string, never>> {
  readonly definition = definition;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseRepository,
    private readonly organisation: OrganisationQueries,
    private readonly call: CallDutyPhone,
  ) {
    super();
  }

  handle({ caseId, callUnit }: Input, job: EngineJob): Promise<Record<string, never>> {
    return this.database.inTransaction(async (sql) => {
      const record = await this.cases.get(sql, caseId);
      if (!isOpen(record) || (await doneBefore(sql, caseId, { type: ASKED, job: job.key }))) return {};
      const named = callUnit ? await this.organisation.unitByCode(sql, callUnit) : null;
      if (callUnit && !named) throw new StepNotSet(job.elementId, 'callUnit');
      const unitId = named?.id ?? record.leadUnitId;
      const at = this.clock.now();
      await this.call.execute(sql, record, { orderId: null, unitId, at });
      await appendEvent(sql, {
        type: ASKED,
        caseId,
        actor: { kind: 'ENGINE' },
        body: { unitId, element: job.elementId, job: job.key },
        at,
      });
      return {};
    });
  }
}
