import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { Database, type Sql } from '../../database/database.js';
import { defineJob, JobHandler } from '../../process-engine/job-handler.js';
import type { EngineJob } from '../../process-engine/process-engine.js';
import { CaseRepository, peopleOfCase } from '../cases/cases.public.js';
import { ClockRepository, ExtendClock, isLive } from '../clocks/clocks.public.js';
import { appendEvent } from '../events/events.public.js';
import { notify } from '../notifications/notifications.public.js';

const definition = defineJob({
  type: 'decide-extension',
  input: z.object({ caseId: z.uuid(), subjectId: z.uuid() }),
  output: z.object({}),
  fetchVariables: ['caseId', 'subjectId'],
});

type Input = z.infer<typeof definition.input>;

interface Extension {
  id: string;
  clockId: string;
  span: string;
  reason: string;
  requestedBy: string;
  decidedBy: string | null;
}

const outcomes = z.enum(['GRANTED', 'REFUSED']);

/** What two persons decided becomes a longer span, or does not; the citizen is told why (Beijing 条例 article 15(2)). */
@Injectable()
export class DecideExtensionJob extends JobHandler<Input, Record<string, never>> {
  readonly definition = definition;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseRepository,
    private readonly clocks: ClockRepository,
    private readonly extend: ExtendClock,
  ) {
    super();
  }

  handle({ caseId, subjectId }: Input, job: EngineJob): Promise<Record<string, never>> {
    const wanted = outcomes.parse(job.headers.outcome);
    return this.database.inTransaction(async (sql) => {
      await this.cases.get(sql, caseId);
      const extension = await this.pending(sql, subjectId);
      if (!extension) return {};
      const at = this.clock.now();
      const clock = await this.clocks.find(sql, extension.clockId);
      // The reply may have gone out while it was being decided: then there is nothing left to extend.
      const state = clock && isLive(clock) ? wanted : 'DROPPED';
      if (clock && state === 'GRANTED') {
        await this.extend.execute(sql, clock, extension.span, {
          actor: { kind: 'USER', id: extension.decidedBy },
          at,
          reason: extension.reason,
        });
      }
      const moved = clock && (await this.clocks.find(sql, clock.id));
      await sql`
        /* decideExtension */
        update extensions
        set state = ${state}, decided_at = ${at}, old_due_at = ${clock?.dueAt ?? null}, new_due_at = ${moved?.dueAt ?? null}
        where id = ${subjectId}`;
      if (state === 'GRANTED')
        await sql`
          /* tellTheExtension */
          insert into citizen_messages (id, case_id, kind, text, channel, created_at, sent_at)
          values (${uuid()}, ${caseId}, 'PROGRESS', ${extension.reason}, 'PAGE', ${at}, ${at})`;
      await appendEvent(sql, {
        type: 'case.extensionDecided',
        caseId,
        actor: { kind: 'ENGINE' },
        body: {
          outcome: state,
          span: extension.span,
          oldDueAt: clock?.dueAt.toISOString() ?? null,
          newDueAt: moved?.dueAt.toISOString() ?? null,
        },
        at,
      });
      await notify(sql, {
        // Whoever asked need not hold a task of the case.
        userIds: [...(await peopleOfCase(sql, caseId)), extension.requestedBy],
        caseId,
        kind: 'case.extensionDecided',
        details: { outcome: state, span: extension.span },
        at,
      });
      return {};
    });
  }

  private async pending(sql: Sql, id: string): Promise<Extension | null> {
    const [row] = await sql<Extension[]>`
      /* pendingExtension */
      select id, clock_id as "clockId", span, reason, requested_by as "requestedBy", decided_by as "decidedBy"
      from extensions
      where id = ${id} and state = 'PENDING'
      for no key update`;
    return row ?? null;
  }
}
