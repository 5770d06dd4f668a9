import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database, type Sql } from '../../database/database.js';
import { InvalidInput } from '../../errors/app-error.js';
import { CaseRepository, CoAssignmentRepository, requiredText, UnknownReference } from '../cases/cases.public.js';
import { CallDutyPhone } from './calls/call-duty-phone.js';
import { OpenOrder } from './open-order.js';
import { LevelAlreadyOpen } from './supervision.errors.js';
import type { Misconduct, SupervisionLevel, SupervisionTrigger } from './supervision.model.js';

export interface OpenSupervisionInput {
  caseId: string;
  level: number;
  reason: string;
  misconduct?: Misconduct | null;
  risk?: boolean | null;
  /** Numbers of other cases. */
  linkedCases?: string[] | null;
  /** A co-unit's share of the case; else the lead unit answers. */
  assignmentId?: string | null;
}

const MOST_LINKED = 50;
/** From so many on, domain.md section 3.6 calls for joint supervision. */
const LINKED_CALL_FOR_L3 = 5;

@Injectable()
export class OpenSupervision {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseRepository,
    private readonly shares: CoAssignmentRepository,
    private readonly open: OpenOrder,
    private readonly call: CallDutyPhone,
  ) {}

  /**
   * An authorised supervisor steps in, on any level and beside the others (domain.md sections 3.6 and 5). L4 prepares what a
   * leader then writes; L5 proposes what two others approve.
   * @returns id of the order @throws NotPermitted, InvalidInput, CaseEnded, LevelAlreadyOpen, UnknownReference, CoAssignmentNotFound, CoAssignmentEnded
   */
  execute(input: OpenSupervisionInput, viewer: Viewer): Promise<string> {
    demand(viewer, 'openSupervision');
    const level = levelOf(input.level);
    const reason = requiredText('reason', input.reason);
    if ((level === 5) !== (input.misconduct != null))
      throw new InvalidInput('Level 5, and no other, rests on a kind of misconduct.', {
        misconduct: level === 5 ? 'required' : 'unknownValue',
      });
    return this.database.inTransaction(async (sql) => {
      const record = await this.cases.getOpen(sql, input.caseId);
      const at = this.clock.now();
      const linkedCaseIds = await linkedIds(sql, input.linkedCases ?? [], record.id);
      const share = input.assignmentId
        ? await this.shares.getLive(sql, { id: input.assignmentId, caseId: record.id })
        : null;
      const id = await this.open.execute(sql, {
        record,
        level,
        trigger: triggerOf(level, input.risk ?? false, linkedCaseIds.length),
        reason,
        openedBy: viewer.id,
        misconduct: input.misconduct ?? null,
        linkedCaseIds,
        share,
        at,
      });
      if (!id) throw new LevelAlreadyOpen(record.number, level);
      const unitId = share?.unitId ?? record.leadUnitId;
      if (level === 1) await this.call.execute(sql, record, { orderId: id, unitId, at });
      return id;
    });
  }
}

function levelOf(level: number): SupervisionLevel {
  if (Number.isInteger(level) && level >= 1 && level <= 5) return level as SupervisionLevel;
  throw new InvalidInput('Supervision has the levels 1 to 5.', { level: 'unknownValue' });
}

function triggerOf(level: SupervisionLevel, risk: boolean, linked: number): SupervisionTrigger {
  if (level === 5) return 'MANUAL';
  if (risk) return 'RISK';
  return linked >= LINKED_CALL_FOR_L3 ? 'LINKED' : 'MANUAL';
}

/** @throws UnknownReference, InvalidInput */
async function linkedIds(sql: Sql, numbers: string[], ownId: string): Promise<string[]> {
  const wanted = [...new Set(numbers.map((number) => number.trim().toUpperCase()).filter(Boolean))];
  if (wanted.length > MOST_LINKED)
    throw new InvalidInput(`At most ${MOST_LINKED} cases can be linked.`, { linkedCases: 'tooLong' });
  if (wanted.length === 0) return [];
  const rows = await sql<{ id: string; number: string }[]>`
    /* casesToLink */
    select id, number
    from cases
    where number = any(${wanted}) and id <> ${ownId}`;
  const unknown = wanted.find((number) => !rows.some((row) => row.number === number));
  if (unknown) throw new UnknownReference('linkedCases', unknown);
  return rows.map(({ id }) => id);
}
