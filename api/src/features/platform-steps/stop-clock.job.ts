import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { defineJob, JobHandler } from '../../process-engine/job-handler.js';
import type { EngineJob } from '../../process-engine/process-engine.js';
import { CaseRepository, isOpen } from '../cases/cases.public.js';
import { CLOCK_KINDS, ClockLedger } from '../clocks/clocks.public.js';
import { appendEvent } from '../events/events.public.js';
import { freeTasksOfClock } from '../time-limits/time-limits.public.js';
import { doneBefore } from './done-before.js';
import { settingOf } from './setting-of.js';

const definition = defineJob({
  type: 'stop-clock',
  input: z.object({ caseId: z.uuid() }),
  output: z.object({}),
  fetchVariables: ['caseId'],
});

type Input = z.infer<typeof definition.input>;

const STOPPED = 'clock.stopped';

/** Ends one limit of the case itself, kept or no longer wanted; where none of the kind runs there is nothing to do. */
@Injectable()
export class StopClockJob extends JobHandler<Input, Record<string, never>> {
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
    const state = settingOf(job, 'as', ['MET', 'STOPPED']);
    return this.database.inTransaction(async (sql) => {
      const record = await this.cases.get(sql, caseId);
      if (!isOpen(record) || (await doneBefore(sql, caseId, { type: STOPPED, job: job.key }))) return {};
      const live = await this.ledger.running(sql, caseId, kind);
      if (!live) return {};
      const at = this.clock.now();
      await this.ledger.end(sql, caseId, [kind], state, at);
      await freeTasksOfClock(sql, live.id);
      await appendEvent(sql, {
        type: STOPPED,
        caseId,
        actor: { kind: 'ENGINE' },
        body: {
          clock: kind,
          clockId: live.id,
          oldDueAt: live.dueAt.toISOString(),
          as: state,
          element: job.elementId,
          job: job.key,
        },
        at,
      });
      return {};
    });
  }
}
