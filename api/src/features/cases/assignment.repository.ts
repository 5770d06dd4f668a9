import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Sql } from '../../database/database.js';

export interface AssignmentRecord {
  id: string;
  caseId: string;
  unitId: string;
  unitCode: string;
  officeClass: 'OFFICE' | 'SHIFT' | 'ALWAYS';
  status: string;
  firstContactAt: Date | null;
}

/** Whether the unit's final reply is out; a rework asks for the next one. */
export const isReplied = ({ status }: Pick<AssignmentRecord, 'status'>): boolean =>
  status === 'SUBMITTED' || status === 'ACCEPTED';

@Injectable()
export class AssignmentRepository {
  /** The unit that leads now; null before dispatch. */
  async liveLead(sql: Sql, caseId: string): Promise<AssignmentRecord | null> {
    const [row] = await sql<AssignmentRecord[]>`
      /* liveLeadAssignment */
      select a.id, a.case_id as "caseId", a.unit_id as "unitId", u.code as "unitCode", u.office_class as "officeClass", a.status,
        a.first_contact_at as "firstContactAt"
      from assignments a
      join units u on u.id = a.unit_id
      where a.case_id = ${caseId} and a.kind = 'LEAD' and a.status not in ('RETURNED', 'EXITED')
      for no key update of a`;
    return row ?? null;
  }

  async insertLead(
    sql: Sql,
    assignment: { caseId: string; unitId: string; mode: 'DIRECT' | 'MANUAL'; legalBasis: string; at: Date },
  ): Promise<string> {
    const id = uuid();
    await sql`
      /* insertLeadAssignment */
      insert into assignments (id, case_id, unit_id, kind, status, mode, legal_basis, assigned_at)
      values (${id}, ${assignment.caseId}, ${assignment.unitId}, 'LEAD', 'PENDING_SIGN', ${assignment.mode}, ${assignment.legalBasis}, ${assignment.at})`;
    return id;
  }

  async markSigned(sql: Sql, id: string, at: Date, by: string): Promise<void> {
    await sql`
      /* markSigned */
      update assignments
      set status = case when status = 'PENDING_SIGN' then 'SIGNED' else status end,
        signed_at = coalesce(signed_at, ${at}), signed_by = coalesce(signed_by, ${by})
      where id = ${id}`;
  }

  async markContacted(sql: Sql, id: string, at: Date, by: string): Promise<void> {
    await sql`
      /* markContacted */
      update assignments
      set status = case when status in ('PENDING_SIGN', 'SIGNED') then 'CONTACTED' else status end,
        first_contact_at = coalesce(first_contact_at, ${at}), first_contact_by = coalesce(first_contact_by, ${by})
      where id = ${id}`;
  }

  async setStatus(
    sql: Sql,
    id: string,
    status: 'WORKING' | 'SUBMITTED' | 'ACCEPTED' | 'EXITED',
    at: Date,
  ): Promise<void> {
    await sql`
      /* setAssignmentStatus */
      update assignments
      set status = ${status}, submitted_at = case when ${status} = 'SUBMITTED' then ${at} else submitted_at end
      where id = ${id}`;
  }
}
