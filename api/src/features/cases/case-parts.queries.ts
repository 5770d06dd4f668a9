import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';

export interface AssignmentRow {
  id: string;
  caseId: string;
  unitId: string;
  kind: string;
  status: string;
  mode: string;
  legalBasis: string;
  assignedAt: Date;
  signedAt: Date | null;
  firstContactAt: Date | null;
  submittedAt: Date | null;
  /** What a co-unit was asked for, what it answered, and how that ended. */
  matter: string | null;
  assignedById: string | null;
  signedById: string | null;
  result: string | null;
  resultById: string | null;
  refusal: string | null;
  acceptedAt: Date | null;
  acceptedById: string | null;
  exitedAt: Date | null;
  exitedById: string | null;
  exitReason: string | null;
}

export interface FirstContactRow {
  id: string;
  way: string;
  outcome: string;
  proof: string;
  note: string;
  contactedAt: Date;
  userId: string;
}

export interface FollowUpRow {
  id: string;
  round: number;
  reached: boolean;
  attempts: number;
  solved: string | null;
  rating: number | null;
  opinion: string;
  at: Date;
  userId: string;
}

export interface InterimReplyRow {
  id: string;
  text: string;
  sentAt: Date;
  userId: string;
}

export interface PendingActRow {
  kind: string;
  reason: string;
  requestedAt: Date;
  userId: string | null;
}

/** The lists that hang on one case. */
@Injectable()
export class CasePartsQueries {
  assignments(sql: Sql, caseId: string): Promise<AssignmentRow[]> {
    return sql<AssignmentRow[]>`
      /* assignmentsOfCase */
      select id, case_id as "caseId", unit_id as "unitId", kind, status, mode, legal_basis as "legalBasis", assigned_at as "assignedAt", signed_at as "signedAt",
        first_contact_at as "firstContactAt", submitted_at as "submittedAt", matter, assigned_by as "assignedById", signed_by as "signedById",
        result, result_by as "resultById", refusal, accepted_at as "acceptedAt", accepted_by as "acceptedById", exited_at as "exitedAt",
        exited_by as "exitedById", exit_reason as "exitReason"
      from assignments
      where case_id = ${caseId}
      order by assigned_at, id`;
  }

  firstContacts(sql: Sql, caseId: string): Promise<FirstContactRow[]> {
    return sql<FirstContactRow[]>`
      /* firstContactsOfCase */
      select id, way, outcome, proof, note, contacted_at as "contactedAt", contacted_by as "userId"
      from first_contacts
      where case_id = ${caseId}
      order by contacted_at, id`;
  }

  interimReplies(sql: Sql, caseId: string): Promise<InterimReplyRow[]> {
    return sql<InterimReplyRow[]>`
      /* interimRepliesOfCase */
      select id, text, sent_at as "sentAt", sent_by as "userId"
      from citizen_messages
      where case_id = ${caseId} and kind = 'INTERIM_REPLY'
      order by created_at, id`;
  }

  followUps(sql: Sql, caseId: string): Promise<FollowUpRow[]> {
    return sql<FollowUpRow[]>`
      /* followUpsOfCase */
      select id, round, reached, attempts, solved, rating, opinion, at, by_user as "userId"
      from follow_ups
      where case_id = ${caseId}
      order by round`;
  }

  /** From the draft of the reply on, until it is refused or the case is handled again. */
  async isReplyWritten(sql: Sql, caseId: string): Promise<boolean> {
    const [row] = await sql<{ written: boolean }[]>`
      /* isReplyWritten */
      select kind = 'draftReply' and state in ('COMPLETING', 'COMPLETED') as written
      from tasks
      where case_id = ${caseId} and kind in ('acknowledge', 'handle', 'draftReply')
      order by created_at desc, id desc
      limit 1`;
    return row?.written ?? false;
  }

  pendingActs(sql: Sql, caseId: string): Promise<PendingActRow[]> {
    return sql<PendingActRow[]>`
      /* pendingActsOfCase */
      select 'WITHDRAWAL' as kind, reason, requested_at as "requestedAt", requested_by as "userId"
      from withdrawals
      where case_id = ${caseId} and state = 'PENDING'
      union all
      select 'VOID', reason, requested_at, requested_by
      from voids
      where case_id = ${caseId} and state = 'PENDING'
      union all
      select 'INSTRUCTION', text, at, by_user
      from instructions
      where case_id = ${caseId} and state = 'PENDING'
      order by "requestedAt"`;
  }
}
