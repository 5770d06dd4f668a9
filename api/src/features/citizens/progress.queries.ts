import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';

export interface ProgressRow {
  number: string;
  title: string;
  status: string;
  phase: string;
  receivedAt: Date;
  dueAt: Date | null;
  provisional: boolean;
  unitName: string | null;
  reply: string | null;
  repliedAt: Date | null;
  closedAt: Date | null;
  urgeCount: number;
  lastUrgedAt: Date | null;
  withdrawalPending: boolean;
}

export interface PromisePauseRow {
  reason: string;
  since: Date;
  until: Date | null;
  endsWhen: string;
}

export interface PromiseExtensionRow {
  oldDueAt: Date;
  newDueAt: Date;
  reason: string;
  at: Date;
}

export interface ProgressReplyRow {
  text: string;
  at: Date;
  unitName: string;
}

export interface ProgressStepRow {
  kind: string;
  at: Date;
  unitName: string | null;
}

/** What a citizen may see: no names of staff, no internal notes; the reply once it has been sent. */
@Injectable()
export class ProgressQueries {
  async find(sql: Sql, caseId: string): Promise<ProgressRow> {
    const [row] = await sql<ProgressRow[]>`
      /* progressOfCase */
      select c.number, c.title, c.status, c.phase, c.received_at as "receivedAt",
        case when promise.state = 'RUNNING' then promise.due_at end as "dueAt", coalesce(promise.provisional, false) as provisional, u.name as "unitName",
        coalesce(sent.text, case when c.replied_at is not null then c.reply_text end) as reply, c.replied_at as "repliedAt", c.closed_at as "closedAt",
        c.urge_count as "urgeCount", (select max(at) from urges where case_id = c.id) as "lastUrgedAt",
        exists (select from withdrawals w where w.case_id = c.id and w.state = 'PENDING') as "withdrawalPending"
      from cases c
      left join units u on u.id = c.lead_unit_id
      -- What was promised is that the unit handles it; the limits of the city's own steps are no promise to the citizen.
      left join clocks promise on promise.case_id = c.id and promise.kind = 'HANDLE' and promise.subject_id is null and promise.state in ('RUNNING', 'PAUSED')
      -- A case that came back holds the draft of its next reply already.
      left join lateral (
        select m.text
        from citizen_messages m
        where m.case_id = c.id and m.kind = 'REPLY' and m.sent_at is not null
        order by m.created_at desc, m.id desc
        limit 1
      ) sent on true
      where c.id = ${caseId}`;
    if (!row) throw new Error(`case ${caseId} is not there`);
    return row;
  }

  /** Why the promise stands still and what ends it; the citizen has a right to both (domain.md section 2.6 point 5). */
  async pause(sql: Sql, caseId: string): Promise<PromisePauseRow | null> {
    const [row] = await sql<PromisePauseRow[]>`
      /* pauseOfPromise */
      select p.reason, p.paused_at as since, p.until, p.ends_when as "endsWhen"
      from clocks k
      join clock_pauses p on p.clock_id = k.id and p.resumed_at is null
      where k.case_id = ${caseId} and k.kind = 'HANDLE' and k.state = 'PAUSED'`;
    return row ?? null;
  }

  /** Extensions that were granted, with the reason the citizen is told (Beijing 条例 article 15(2)). */
  extensions(sql: Sql, caseId: string): Promise<PromiseExtensionRow[]> {
    return sql<PromiseExtensionRow[]>`
      /* extensionsOfPromise */
      select old_due_at as "oldDueAt", new_due_at as "newDueAt", reason, decided_at as at
      from extensions
      where case_id = ${caseId} and state = 'GRANTED'
      order by decided_at`;
  }

  /** Answers the unit gave before its final reply, each as it was sent. */
  interimReplies(sql: Sql, caseId: string): Promise<ProgressReplyRow[]> {
    return sql<ProgressReplyRow[]>`
      /* interimRepliesToCitizen */
      select m.text, m.sent_at as at, u.name as "unitName"
      from citizen_messages m
      join assignments a on a.id = m.assignment_id
      join units u on u.id = a.unit_id
      where m.case_id = ${caseId} and m.kind = 'INTERIM_REPLY'
      order by m.created_at, m.id`;
  }

  steps(sql: Sql, caseId: string): Promise<ProgressStepRow[]> {
    return sql<ProgressStepRow[]>`
      /* progressSteps */
      select
        case
          when e.type = 'case.received' then 'received'
          when e.type = 'task.completed' and e.body ->> 'kind' = 'qualityCheck' then 'accepted'
          when e.type = 'case.dispatched' then 'dispatched'
          when e.type = 'task.completed' and e.body ->> 'kind' = 'acknowledge' then 'signed'
          when e.type = 'case.contacted' then 'contacted'
          when e.type = 'case.interimReplied' then 'interimReplied'
          when e.type = 'case.replied' then 'replied'
          when e.type = 'task.completed' and e.body ->> 'kind' = 'closeReview' then 'reviewed'
          when e.type = 'task.completed' and e.body ->> 'kind' = 'followUp' then 'followedUp'
          when e.type = 'case.resumed' then 'reworked'
          when e.type = 'case.urged' then 'urged'
          when e.type = 'case.urgencyRaised' then 'prioritised'
          when e.type = 'case.supervisionOpened' then 'supervised'
          when e.type = 'case.supplemented' then 'supplemented'
          when e.type = 'case.withdrawalRequested' then 'withdrawalRequested'
          when e.type = 'case.noticeSent' then 'notice_' || (e.body ->> 'notice')
          when e.type = 'case.closed' then 'closed'
        end as kind,
        e.event_at as at,
        case
          when e.type = 'case.dispatched' then e.body ->> 'unitName'
          when e.type = 'case.interimReplied' then (select u.name from units u where u.code = e.body ->> 'unit')
        end as "unitName"
      from events e
      where e.case_id = ${caseId}
        and (
          e.type in ('case.received', 'case.dispatched', 'case.contacted', 'case.interimReplied', 'case.replied', 'case.urged', 'case.supplemented',
            'case.withdrawalRequested', 'case.closed')
          or (e.type = 'task.completed' and e.body ->> 'kind' in ('qualityCheck', 'acknowledge', 'followUp'))
          -- What the citizen's own urging caused.
          or (e.type = 'case.urgencyRaised' and e.body ->> 'because' = 'URGES')
          or (e.type = 'case.supervisionOpened' and e.body ->> 'trigger' = 'URGES')
          or (e.type = 'case.noticeSent' and e.body ->> 'to' = 'REQUESTER')
          -- What goes back inside the centre is no news for the citizen; a rework is.
          or (e.type = 'case.resumed' and e.body ->> 'reason' = 'REWORK')
          or (e.type = 'task.completed' and e.body ->> 'kind' = 'closeReview' and e.body -> 'outputs' ->> 'reviewOutcome' = 'APPROVED')
        )
      order by e.seq`;
  }
}
