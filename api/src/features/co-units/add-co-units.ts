import { Injectable } from '@nestjs/common';
import { MATTER } from '../../../../common/src/text/matter.js';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database, type Sql } from '../../database/database.js';
import { InvalidInput } from '../../errors/app-error.js';
import {
  AssignmentRepository,
  CasePartsQueries,
  type CaseRecord,
  CaseRepository,
  CoAssignmentRepository,
  ExceptionalAct,
  peopleOfUnitInCase,
  refusalToAskForHelp,
  requiredText,
} from '../cases/cases.public.js';
import { StartCoHandle } from '../clocks/clocks.public.js';
import { appendEvent } from '../events/events.public.js';
import { notify } from '../notifications/notifications.public.js';
import { raiseAlarm } from '../operations/operations.public.js';
import { OrganisationQueries, type UnitRow } from '../organisation/organisation.public.js';
import { NotYourUnitsCase } from '../time-limits/time-limits.public.js';
import { AlreadyCoUnit, CaseWithoutUnit, LeadIsNoCoUnit, ReplyIsWritten, UnitNotInUse } from './co-unit.errors.js';

export interface CoUnitInput {
  unitId: string;
  matter: string;
}

type Asked = { unit: UnitRow; matter: string };

const MOST_AT_ONCE = 20;

@Injectable()
export class AddCoUnits {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseRepository,
    private readonly assignments: AssignmentRepository,
    private readonly shares: CoAssignmentRepository,
    private readonly parts: CasePartsQueries,
    private readonly organisation: OrganisationQueries,
    private readonly limit: StartCoHandle,
    private readonly act: ExceptionalAct,
  ) {}

  /**
   * 加派 (吹哨): other units help the lead, communities too (Beijing 条例 articles 16 and 17). Each gets its matter, a limit
   * of its own, and a process of its own.
   * @throws NotPermitted, InvalidInput, CaseEnded, CaseWithoutUnit, NotYourUnitsCase, ReplyIsWritten, UnitNotInUse, LeadIsNoCoUnit, AlreadyCoUnit
   */
  execute(caseId: string, units: readonly CoUnitInput[], viewer: Viewer): Promise<void> {
    demand(viewer, 'addCoUnits');
    const wanted = readInput(units);
    return this.database.inTransaction(async (sql) => {
      const record = await this.cases.getOpen(sql, caseId);
      const lead = await this.assignments.liveLead(sql, caseId);
      const refusal = refusalToAskForHelp(viewer, lead, await this.parts.isReplyWritten(sql, caseId));
      if (!lead) throw new CaseWithoutUnit(record.number);
      if (refusal === 'FOREIGN_UNIT') throw new NotYourUnitsCase(record.number);
      if (refusal) throw new ReplyIsWritten(record.number);
      for (const asked of await this.unitsOf(sql, caseId, lead.unitId, wanted))
        await this.add(sql, { record, leadCode: lead.unitCode, asked, viewer });
    });
  }

  private async unitsOf(
    sql: Sql,
    caseId: string,
    leadUnitId: string,
    wanted: readonly CoUnitInput[],
  ): Promise<Asked[]> {
    const rows = await this.organisation.unitsById(
      sql,
      wanted.map(({ unitId }) => unitId),
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    const working = new Set((await this.shares.liveOf(sql, caseId)).map(({ unitId }) => unitId));
    return wanted.map(({ unitId, matter }) => {
      const unit = byId.get(unitId);
      if (!unit?.active) throw new UnitNotInUse(unit?.name ?? unitId);
      if (unit.id === leadUnitId) throw new LeadIsNoCoUnit(unit.name);
      if (working.has(unit.id)) throw new AlreadyCoUnit(unit.name);
      return { unit, matter };
    });
  }

  private async add(
    sql: Sql,
    { record, leadCode, asked, viewer }: { record: CaseRecord; leadCode: string; asked: Asked; viewer: Viewer },
  ): Promise<void> {
    const { unit, matter } = asked;
    const at = this.clock.now();
    const id = await this.shares.insert(sql, { caseId: record.id, unitId: unit.id, matter, by: viewer.id, at });
    const share = { caseId: record.id, assignmentId: id, officeClass: unit.officeClass };
    const limit = await this.limit.execute(sql, share, 'HANDLE', at);
    const about = { unit: unit.code, unitName: unit.name, assignmentId: id };
    await appendEvent(sql, {
      type: 'case.coUnitAdded',
      caseId: record.id,
      actor: { kind: 'USER', id: viewer.id },
      body: { ...about, dueAt: limit?.dueAt.toISOString() ?? null },
      personal: { matter },
      at,
    });
    await this.act.start(sql, {
      caseId: record.id,
      message: 'msg.case.counit.added',
      correlationKey: id,
      id,
      variables: {
        caseNumber: record.number,
        assignmentId: id,
        subjectId: id,
        coUnit: unit.code,
        leadUnit: leadCode,
      },
    });
    const leaders = await peopleOfUnitInCase(sql, record.id, unit.id);
    await notify(sql, { userIds: leaders, caseId: record.id, kind: 'case.coUnitAdded', details: about, at });
    if (!(await hasHandler(sql, unit.id)))
      await raiseAlarm(sql, {
        kind: 'NO_CO_HANDLER',
        subject: unit.id,
        caseId: record.id,
        details: { unit: unit.code },
        at,
      });
  }
}

/** @throws InvalidInput */
function readInput(units: readonly CoUnitInput[]): CoUnitInput[] {
  if (units.length === 0 || units.length > MOST_AT_ONCE)
    throw new InvalidInput(`Name one to ${MOST_AT_ONCE} units.`, {
      units: units.length === 0 ? 'required' : 'tooLong',
    });
  if (new Set(units.map(({ unitId }) => unitId)).size < units.length)
    throw new InvalidInput('Each unit is named once.', { units: 'notUnique' });
  return units.map(({ unitId, matter }) => {
    const words = requiredText('matter', matter, MATTER.longest);
    if ([...words].length < MATTER.shortest)
      throw new InvalidInput(`Say in at least ${MATTER.shortest} characters what is asked.`, { matter: 'tooShort' });
    return { unitId, matter: words };
  });
}

async function hasHandler(sql: Sql, unitId: string): Promise<boolean> {
  const rows = await sql`
    /* hasCoHandler */
    select
    from users u
    join roles_of_users r on r.user_id = u.id and r.role in ('HA', 'CO')
    where u.unit_id = ${unitId} and u.active
    limit 1`;
  return rows.length > 0;
}
