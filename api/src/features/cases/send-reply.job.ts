import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { defineJob, JobHandler } from '../../process-engine/job-handler.js';
import { ClockLedger } from '../clocks/clocks.public.js';
import { appendEvent } from '../events/events.public.js';
import { AssignmentRepository } from './assignment.repository.js';
import { CaseRepository } from './case.repository.js';
import { CaseListener } from './case-listener.js';

const definition = defineJob({
  type: 'send-reply',
  input: z.object({ caseId: z.uuid(), assignmentId: z.uuid() }),
  output: z.object({}),
  fetchVariables: ['caseId', 'assignmentId'],
});

type Input = z.infer<typeof definition.input>;

/** Tells the citizen (on the progress page) and the hotline at the same time (Beijing 条例 article 15(3)). */
@Injectable()
export class SendReplyJob extends JobHandler<Input, Record<string, never>> {
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

  handle({ caseId, assignmentId }: Input): Promise<Record<string, never>> {
    return this.database.inTransaction(async (sql) => {
      const record = await this.cases.get(sql, caseId);
      const at = this.clock.now();
      const sent = await sql`
        /* replyAlreadySent */
        select from assignments
        where id = ${assignmentId} and status = 'SUBMITTED'`;
      if (sent.length > 0) return {};
      if (!record.replyText) throw new Error(`case ${record.number} has no reply to send`);
      await sql`
        /* sendToProgressPage */
        insert into citizen_messages (id, case_id, kind, text, channel, created_at, sent_at)
        values (${uuid()}, ${caseId}, 'REPLY', ${record.replyText}, 'PAGE', ${at}, ${at})`;
      await this.assignments.setStatus(sql, assignmentId, 'SUBMITTED', at);
      await this.clocks.end(sql, caseId, ['REPLY', 'HANDLE'], 'MET', at);
      await this.cases.update(sql, caseId, { replied_at: at });
      await appendEvent(sql, {
        type: 'case.replied',
        caseId,
        actor: { kind: 'ENGINE' },
        body: { channel: 'PAGE' },
        at,
      });
      await this.listener.replied(sql, record, at);
      return {};
    });
  }
}
