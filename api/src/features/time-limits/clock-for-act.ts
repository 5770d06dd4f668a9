import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../access/viewer.js';
import type { Sql } from '../../database/database.js';
import { type CaseRecord, CaseRepository } from '../cases/cases.public.js';
import { type ClockRecord, ClockRepository } from '../clocks/clocks.public.js';
import { ClockNotFound, NotYourUnitsCase } from './time-limit.errors.js';

/** Roles that act for the whole city; all others only for the unit that leads the case. */
const CITY_ROLES = ['DI', 'SU'] as const;

/** The case and its clock, locked in the order of every act. */
@Injectable()
export class ClockForAct {
  constructor(
    private readonly cases: CaseRepository,
    private readonly clocks: ClockRepository,
  ) {}

  /** @throws ClockNotFound, CaseEnded, NotYourUnitsCase */
  async get(sql: Sql, clockId: string, viewer: Viewer): Promise<{ record: CaseRecord; clock: ClockRecord }> {
    const [owner] = await sql<{ caseId: string }[]>`
      /* caseOfClock */
      select case_id as "caseId"
      from clocks
      where id = ${clockId}`;
    if (!owner) throw new ClockNotFound();
    const record = await this.cases.getOpen(sql, owner.caseId);
    demandOwnUnit(record, viewer);
    const clock = await this.clocks.find(sql, clockId);
    if (!clock) throw new ClockNotFound();
    return { record, clock };
  }
}

/** @throws NotYourUnitsCase */
export function demandOwnUnit(record: CaseRecord, viewer: Viewer): void {
  if (CITY_ROLES.some((role) => viewer.roles.includes(role))) return;
  if (record.leadUnitId === null || record.leadUnitId !== viewer.unitId) throw new NotYourUnitsCase(record.number);
}
