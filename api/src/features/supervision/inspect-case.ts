import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { CaseRepository, ExceptionalAct, requiredText } from '../cases/cases.public.js';
import { appendEvent } from '../events/events.public.js';

@Injectable()
export class InspectCase {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseRepository,
    private readonly act: ExceptionalAct,
  ) {}

  /** 督查: a supervisor goes and looks; several may be under way. @throws NotPermitted, InvalidInput, CaseEnded */
  execute(caseId: string, note: string, viewer: Viewer): Promise<void> {
    demand(viewer, 'inspectCase');
    const words = requiredText('note', note);
    return this.database.inTransaction(async (sql) => {
      const record = await this.cases.getOpen(sql, caseId);
      const id = uuid();
      const at = this.clock.now();
      await sql`
        /* insertInspection */
        insert into inspections (id, case_id, note, state, ordered_by, ordered_at)
        values (${id}, ${caseId}, ${words}, 'PENDING', ${viewer.id}, ${at})`;
      await appendEvent(sql, {
        type: 'case.inspectionOrdered',
        caseId,
        actor: { kind: 'USER', id: viewer.id },
        body: { inspectionId: id },
        personal: { note: words },
        at,
      });
      await this.act.start(sql, {
        caseId,
        message: 'msg.inspection.ordered',
        correlationKey: id,
        id,
        variables: { caseNumber: record.number, subjectId: id },
      });
    });
  }
}
