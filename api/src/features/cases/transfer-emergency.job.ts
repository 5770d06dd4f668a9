import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { defineJob, JobHandler } from '../../process-engine/job-handler.js';
import type { EngineJob } from '../../process-engine/process-engine.js';
import { appendEvent } from '../events/events.public.js';
import { notify } from '../notifications/notifications.public.js';
import { CaseRepository } from './case.repository.js';

const definition = defineJob({
  type: 'transfer-emergency',
  input: z.object({ caseId: z.uuid(), emergencyWord: z.string().nullish() }),
  output: z.object({}),
  fetchVariables: ['caseId', 'emergencyWord'],
});

type Input = z.infer<typeof definition.input>;

/** Raises every call agent at once; the hand-over itself is a person's act with its own task (条例 article 11(1)). */
@Injectable()
export class TransferEmergencyJob extends JobHandler<Input, Record<string, never>> {
  readonly definition = definition;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseRepository,
  ) {
    super();
  }

  handle({ caseId, emergencyWord }: Input, job: EngineJob): Promise<Record<string, never>> {
    return this.database.inTransaction(async (sql) => {
      await this.cases.get(sql, caseId);
      const done = await sql`
        /* alreadyRaised */
        select from events
        where case_id = ${caseId} and type = 'case.emergencyRaised' and body ->> 'job' = ${job.key}`;
      if (done.length > 0) return {};
      const at = this.clock.now();
      await this.cases.update(sql, caseId, { urgency: 4 });
      await appendEvent(sql, {
        type: 'case.emergencyRaised',
        caseId,
        actor: { kind: 'ENGINE' },
        body: { emergencyWord: emergencyWord ?? 'NONE', job: job.key },
        at,
      });
      const agents = await sql<{ id: string }[]>`
        /* callAgents */
        select u.id
        from users u
        join roles_of_users r on r.user_id = u.id and r.role = 'CA'
        where u.active`;
      await notify(sql, { userIds: agents.map(({ id }) => id), caseId, kind: 'case.emergencyRaised', at });
      return {};
    });
  }
}
