import { Injectable } from '@nestjs/common';
import { may } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { NotPermitted } from '../../errors/app-error.js';
import { appendEvent } from '../events/events.public.js';
import { requiredText } from './act-text.js';
import { CaseNotFound } from './case.errors.js';
import { CaseQueries } from './case.queries.js';
import { RequesterQueries, type ShownRequester } from './requester.queries.js';

@Injectable()
export class ViewRequester {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseQueries,
    private readonly requesters: RequesterQueries,
  ) {}

  /** Shows an identity once; reason and reader are recorded where auditors see them (PIPL article 54; domain.md section 5). */
  execute(caseId: string, reason: string, viewer: Viewer): Promise<ShownRequester> {
    const words = requiredText('reason', reason);
    return this.database.inTransaction(async (sql) => {
      const row = await this.cases.find(sql, viewer, { id: caseId });
      if (!row) throw new CaseNotFound();
      const isReceiver = viewer.roles.includes('CA') && row.firstReceiverUserId === viewer.id;
      if (!may(viewer, 'viewRequester') || (!isReceiver && !viewer.roles.includes('FU')))
        throw new NotPermitted('viewRequester');
      const at = this.clock.now();
      await sql`
        /* recordAccess */
        insert into access_reads (user_id, case_id, what, reason, at)
        values (${viewer.id}, ${caseId}, 'requester', ${words}, ${at})`;
      await appendEvent(sql, {
        type: 'case.requesterViewed',
        caseId,
        actor: { kind: 'USER', id: viewer.id },
        personal: { reason: words },
        at,
      });
      const [requester] = await this.requesters.byIds(sql, [row.requesterId]);
      if (!requester) throw new CaseNotFound();
      return this.requesters.show(requester, true);
    });
  }
}
