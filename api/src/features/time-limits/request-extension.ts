import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { parseSpan, type Span } from '../../../../common/src/working-time/span.js';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { InvalidInput } from '../../errors/app-error.js';
import { AssignmentRepository, CaseRepository, ExceptionalAct, requiredText } from '../cases/cases.public.js';
import { ClockLedger } from '../clocks/clocks.public.js';
import { appendEvent } from '../events/events.public.js';
import { demandOwnUnit } from './clock-for-act.js';
import {
  ClockNotRunning,
  ExtensionPending,
  ExtensionTooLong,
  NoExtension,
  NotYourUnitsCase,
} from './time-limit.errors.js';

@Injectable()
export class RequestExtension {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseRepository,
    private readonly assignments: AssignmentRepository,
    private readonly ledger: ClockLedger,
    private readonly act: ExceptionalAct,
  ) {}

  /**
   * 延期申请 by the handling unit: how long at most says dmn_deadlines (domain.md section 2.4); its leader and the hotline
   * decide in case-extension. @throws NotPermitted, InvalidInput, CaseEnded, NotYourUnitsCase, NoExtension, ExtensionTooLong, ExtensionPending, ClockNotRunning
   */
  execute(input: { caseId: string; span: string; reason: string }, viewer: Viewer): Promise<void> {
    demand(viewer, 'requestExtension');
    const reason = requiredText('reason', input.reason);
    const span = spanOf(input.span);
    return this.database.inTransaction(async (sql) => {
      const record = await this.cases.getOpen(sql, input.caseId);
      demandOwnUnit(record, viewer);
      const lead = await this.assignments.liveLead(sql, record.id);
      if (!lead) throw new NotYourUnitsCase(record.number);
      const longest = await this.ledger.spanOf(sql, record.id, 'EXTENSION');
      if (!longest) throw new NoExtension(record.number);
      const most = parseSpan(longest);
      if (span.unit !== most.unit || span.amount > most.amount) throw new ExtensionTooLong(longest);
      const clock = await this.ledger.running(sql, record.id, 'HANDLE');
      if (!clock) throw new ClockNotRunning('HANDLE', 'STOPPED');
      const id = uuid();
      const at = this.clock.now();
      const extensionNo = clock.extensions.length + 1;
      const inserted = await sql`
        /* insertExtension */
        insert into extensions (id, case_id, clock_id, extension_no, span, reason, requested_by, requested_at, state)
        values (${id}, ${record.id}, ${clock.id}, ${extensionNo}, ${input.span}, ${reason}, ${viewer.id}, ${at}, 'PENDING')
        on conflict (case_id) where state = 'PENDING' do nothing
        returning id`;
      if (inserted.length === 0) throw new ExtensionPending(record.number);
      await appendEvent(sql, {
        type: 'case.extensionRequested',
        caseId: record.id,
        actor: { kind: 'USER', id: viewer.id },
        body: { span: input.span, extensionNo, dueAt: clock.dueAt.toISOString() },
        personal: { reason },
        at,
      });
      await this.act.start(sql, {
        caseId: record.id,
        message: 'msg.extension.requested',
        correlationKey: id,
        id,
        variables: { caseNumber: record.number, subjectId: id, extensionNo, leadUnit: lead.unitCode },
      });
    });
  }
}

function spanOf(text: string): Span {
  try {
    return parseSpan(text);
  } catch {
    throw new InvalidInput('Write a span such as 5wd or 24h.', { span: 'unknownValue' });
  }
}
