import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { demand } from '../../access/permissions.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { ClockPauses } from '../clocks/clocks.public.js';
import { appendEvent } from '../events/events.public.js';
import { notify } from '../notifications/notifications.public.js';
import { requiredText } from './act-text.js';
import { attachFiles } from './attach-files.js';
import { CaseRepository } from './case.repository.js';
import { type CaseActor, eventActor, userIdOf } from './case-actor.js';
import { peopleOfCase } from './people-of-case.js';

@Injectable()
export class SupplementCase {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseRepository,
    private readonly pauses: ClockPauses,
  ) {}

  /**
   * Adds what the citizen says later; the original text stays as it was. Clocks that waited for it go on (domain.md
   * section 3.4). @throws CaseEnded, InvalidInput
   */
  execute(caseId: string, text: string, attachmentIds: string[], actor: CaseActor): Promise<void> {
    if (actor.kind === 'USER') demand(actor.viewer, 'supplementCase');
    const words = requiredText('text', text);
    return this.database.inTransaction(async (sql) => {
      await this.cases.getOpen(sql, caseId);
      const at = this.clock.now();
      await sql`
        /* insertSupplement */
        insert into supplements (id, case_id, by_user, text, at)
        values (${uuid()}, ${caseId}, ${userIdOf(actor)}, ${words}, ${at})`;
      await attachFiles(sql, caseId, attachmentIds, actor, at);
      await appendEvent(sql, {
        type: 'case.supplemented',
        caseId,
        actor: eventActor(actor),
        body: { attachments: attachmentIds.length, attachmentIds },
        personal: { text: words },
        at,
      });
      const userIds = await peopleOfCase(sql, caseId);
      await notify(sql, { userIds, caseId, kind: 'case.supplemented', at });
      const cause = { actor: eventActor(actor), at };
      for (const { kind, dueAt } of await this.pauses.resumeAllFor(sql, caseId, 'CITIZEN_EVIDENCE', cause)) {
        const details = { clock: kind, dueAt: dueAt.toISOString() };
        await notify(sql, { userIds, caseId, kind: 'clock.resumed', details, at });
      }
    });
  }
}
