import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { defineJob, JobHandler } from '../../process-engine/job-handler.js';
import type { EngineJob } from '../../process-engine/process-engine.js';
import { CaseRepository, isOpen } from '../cases/cases.public.js';
import { appendEvent } from '../events/events.public.js';
import { CallDutyPhone, OpenOrder } from '../supervision/supervision.public.js';
import { doneBefore } from './done-before.js';
import { settingOf } from './setting-of.js';

const definition = defineJob({
  type: 'open-supervision',
  input: z.object({ caseId: z.uuid() }),
  output: z.object({}),
  fetchVariables: ['caseId'],
});

type Input = z.infer<typeof definition.input>;

/** Level 5 is a person's alone to propose (domain.md section 3.6). */
const LEVELS = ['1', '2', '3', '4'] as const;
const TRIGGERS = ['MANUAL', 'RISK'] as const;
const ASKED = 'case.supervisionAsked';

/** Supervises the case as a supervisor would; where it is supervised on this level already, that order stands. */
@Injectable()
export class OpenSupervisionJob extends JobHandler<Input, Record<string, never>> {
  readonly definition = definition;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseRepository,
    private readonly open: OpenOrder,
    private readonly call: CallDutyPhone,
  ) {
    super();
  }

  handle({ caseId }: Input, job: EngineJob): Promise<Record<string, never>> {
    const level = Number(settingOf(job, 'level', LEVELS)) as 1 | 2 | 3 | 4;
    const trigger = settingOf(job, 'trigger', TRIGGERS);
    return this.database.inTransaction(async (sql) => {
      const record = await this.cases.get(sql, caseId);
      if (!isOpen(record) || (await doneBefore(sql, caseId, { type: ASKED, job: job.key }))) return {};
      const at = this.clock.now();
      const id = await this.open.execute(sql, { record, level, trigger, reason: '', openedBy: null, at });
      if (id && level === 1) await this.call.execute(sql, record, { orderId: id, unitId: record.leadUnitId, at });
      await appendEvent(sql, {
        type: ASKED,
        caseId,
        actor: { kind: 'ENGINE' },
        body: { level, trigger, orderId: id, element: job.elementId, job: job.key },
        at,
      });
      return {};
    });
  }
}
