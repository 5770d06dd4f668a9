import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { retryPoisoned } from '../../outbox/outbox.js';
import { appendEvent } from '../events/events.public.js';
import { isDatabaseKey } from './database-key.js';

@Injectable()
export class RetryCommand {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** A poisoned command is sent again and its case goes on from there; false when it is not poisoned any more. */
  execute(id: string, viewer: Viewer): Promise<boolean> {
    demand(viewer, 'retryOperations');
    return this.database.inTransaction(async (sql) => {
      if (!isDatabaseKey(id) || !(await retryPoisoned(sql, id))) return false;
      const [row] = await sql<{ caseId: string | null; kind: string }[]>`
        /* caseOfCommand */
        select case_id as "caseId", kind
        from outbox
        where id = ${id}`;
      if (row?.caseId) {
        await appendEvent(sql, {
          type: 'case.commandRetried',
          caseId: row.caseId,
          actor: { kind: 'USER', id: viewer.id },
          body: { command: row.kind },
          at: this.clock.now(),
        });
      }
      return true;
    });
  }
}
