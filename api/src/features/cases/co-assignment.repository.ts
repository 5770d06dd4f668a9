import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Sql } from '../../database/database.js';
import { CoAssignmentEnded, CoAssignmentNotFound } from './co-assignment.errors.js';
import { CO_WORK_OVER, isCoWorkOver } from './co-work.js';

/** A cooperating unit's share of a case (协办). */
export interface CoAssignment {
  id: string;
  caseId: string;
  unitId: string;
  unitCode: string;
  unitName: string;
  officeClass: 'OFFICE' | 'SHIFT' | 'ALWAYS';
  status: string;
  matter: string;
  resultBy: string | null;
}

const columns = (sql: Sql) => sql`
  a.id, a.case_id as "caseId", a.unit_id as "unitId", u.code as "unitCode", u.name as "unitName", u.office_class as "officeClass", a.status,
  a.matter, a.result_by as "resultBy"`;

const live = (sql: Sql) => sql`a.kind = 'CO' and a.status <> all(${CO_WORK_OVER as string[]})`;

/** Lock the case first, as every act on it does. */
@Injectable()
export class CoAssignmentRepository {
  /** Null for an assignment that leads. */
  async find(sql: Sql, id: string): Promise<CoAssignment | null> {
    const [row] = await sql<CoAssignment[]>`
      /* coAssignment */
      select ${columns(sql)}
      from assignments a
      join units u on u.id = a.unit_id
      where a.id = ${id} and a.kind = 'CO'
      for no key update of a`;
    return row ?? null;
  }

  /** The share of this case that something is still to be done about. @throws CoAssignmentNotFound @throws CoAssignmentEnded */
  async getLive(sql: Sql, { id, caseId }: { id: string | null; caseId: string }): Promise<CoAssignment> {
    const found = id ? await this.find(sql, id) : null;
    if (found?.caseId !== caseId) throw new CoAssignmentNotFound();
    if (isCoWorkOver(found)) throw new CoAssignmentEnded(found.unitName, found.status);
    return found;
  }

  /** Those whose result is neither accepted nor given up, oldest first. */
  liveOf(sql: Sql, caseId: string): Promise<CoAssignment[]> {
    return sql<CoAssignment[]>`
      /* liveCoAssignments */
      select ${columns(sql)}
      from assignments a
      join units u on u.id = a.unit_id
      where a.case_id = ${caseId} and ${live(sql)}
      order by a.assigned_at, a.id`;
  }

  async insert(
    sql: Sql,
    share: { caseId: string; unitId: string; matter: string; by: string; at: Date },
  ): Promise<string> {
    const id = uuid();
    await sql`
      /* insertCoAssignment */
      insert into assignments (id, case_id, unit_id, kind, status, mode, matter, assigned_by, assigned_at)
      values (${id}, ${share.caseId}, ${share.unitId}, 'CO', 'PENDING_SIGN', 'MANUAL', ${share.matter}, ${share.by}, ${share.at})`;
    return id;
  }

  async submit(sql: Sql, id: string, result: string, by: string, at: Date): Promise<void> {
    await sql`
      /* submitCoResult */
      update assignments
      set status = 'SUBMITTED', result = ${result}, result_by = ${by}, submitted_at = ${at}, refusal = null
      where id = ${id}`;
  }

  async accept(sql: Sql, id: string, by: string, at: Date): Promise<void> {
    await sql`
      /* acceptCoResult */
      update assignments
      set status = 'ACCEPTED', accepted_by = ${by}, accepted_at = ${at}
      where id = ${id}`;
  }

  async reject(sql: Sql, id: string, refusal: string): Promise<void> {
    await sql`
      /* rejectCoResult */
      update assignments
      set status = 'WORKING', refusal = ${refusal}
      where id = ${id}`;
  }

  async exit(sql: Sql, id: string, reason: string, by: string, at: Date): Promise<void> {
    await sql`
      /* exitCoUnit */
      update assignments
      set status = 'EXITED', exited_by = ${by}, exited_at = ${at}, exit_reason = ${reason}
      where id = ${id}`;
  }
}
