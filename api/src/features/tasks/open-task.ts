import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Clock } from '../../clock/clock.js';
import type { Sql } from '../../database/database.js';
import { appendToOutbox } from '../../outbox/outbox.js';
import type { UserTaskJob } from '../../process-engine/user-task-listener.js';
import {
  AssignmentRepository,
  type CaseRecord,
  CaseRepository,
  type CoAssignment,
  CoAssignmentRepository,
  isOpen,
} from '../cases/cases.public.js';
import { ClockLedger, isClockKind } from '../clocks/clocks.public.js';
import { appendEvent } from '../events/events.public.js';
import { ProcessModels } from '../processes/processes.public.js';
import { isConfidential } from './confidential-kinds.js';
import { MoveTask } from './move-task.js';
import { taskChanged } from './task-changed.js';

const ENGINE_HEADER = 'io.camunda.zeebe:';
/** Reckoned in the unit's own office hours; the others in those of the centre. */
const OF_THE_UNIT: readonly string[] = ['SIGN', 'SUPERVISION_ANSWER', 'CO_HANDLE'];

/** A user-task job becomes a task on people's lists; the same job twice is one task. */
@Injectable()
export class OpenTask {
  constructor(
    private readonly clock: Clock,
    private readonly cases: CaseRepository,
    private readonly assignments: AssignmentRepository,
    private readonly shares: CoAssignmentRepository,
    private readonly clocks: ClockLedger,
    private readonly models: ProcessModels,
    private readonly move: MoveTask,
  ) {}

  async execute(sql: Sql, job: UserTaskJob): Promise<void> {
    const [record, isKnownOrGone] = await Promise.all([this.cases.get(sql, job.caseId), this.isKnownOrGone(sql, job)]);
    if (isKnownOrGone) return;
    if (!isOpen(record)) return this.cancelLateInstance(sql, job);
    const share = job.assignmentId ? await this.shares.find(sql, job.assignmentId) : null;
    if (share?.status === 'EXITED') return this.cancelLateInstance(sql, job);
    const at = this.clock.now();
    const step = await this.models.step(sql, job.engineId, job.definitionKey, job.elementId);
    const headers = step ? { ...step.headers, ...engineHeaders(job) } : job.headers;
    const [assignment, form] = await Promise.all([
      share ?? this.assignments.liveLead(sql, record.id),
      this.formOf(sql, job),
    ]);
    const groups = candidateGroups(headers);
    const assignmentId = job.assignmentId ?? assignment?.id ?? null;
    const kind = headers.task ?? 'form';
    const facts = { kind, name: step?.name ?? job.elementId, status: headers.status, phase: headers.phase, form };
    if (await this.move.adopt(sql, job, { ...facts, groups, assignmentId })) return;
    const clockKind = headers.clock && isClockKind(headers.clock) ? headers.clock : null;
    const clock = clockKind
      ? await this.clocks.start(sql, {
          caseId: record.id,
          kind: clockKind,
          startedAt: at,
          assignmentId: share?.id ?? null,
          subjectId: job.subjectId,
          officeClass: assignment && OF_THE_UNIT.includes(clockKind) ? assignment.officeClass : 'OFFICE',
        })
      : null;
    const id = uuid();
    const inserted = sql`
      /* insertTask */
      insert into tasks ${sql({
        id,
        case_id: record.id,
        assignment_id: assignmentId,
        subject_id: job.subjectId,
        engine_id: job.engineId,
        job_key: job.key,
        instance_key: job.instanceKey,
        element_instance_key: job.elementInstanceKey,
        process_id: job.processId,
        process_version: job.processVersion,
        element_id: job.elementId,
        kind,
        name: step?.name ?? job.elementId,
        form_id: form?.id ?? null,
        form_version: form?.version ?? null,
        status: headers.status ?? null,
        phase: headers.phase ?? null,
        clock_id: clock?.id ?? null,
        clock_kind: clockKind,
        clock_span: clock?.span ?? null,
        office_class: clock?.officeClass ?? null,
        state: 'OPEN',
        created_at: at,
        due_at: clock ? clock.dueAt : sql`'infinity'::timestamptz`,
        yellow_at: clock?.yellowAt ?? null,
        unit_id: isConfidential(kind) ? null : unitOf(groups, share, record),
        urgency: record.urgency,
        category_code: record.categoryCode,
        area_code: record.areaCode,
        case_number: record.number,
        case_title: record.title,
      } as never)}`.execute();
    const listed = this.putOnLists(
      sql,
      { id, urgency: record.urgency, dueAt: clock?.dueAt ?? null, title: record.title },
      groups,
    );
    const followed = this.followStatus(sql, record, headers);
    const told = appendEvent(sql, {
      type: 'task.opened',
      caseId: record.id,
      taskId: id,
      actor: { kind: 'ENGINE' },
      body: {
        kind,
        element: job.elementId,
        process: job.processId,
        processVersion: job.processVersion,
        dueAt: clock?.dueAt.toISOString() ?? null,
      },
      at,
    });
    const changed = taskChanged(sql, { id, caseId: record.id, groups }, 'OPEN', null, null);
    await Promise.all([inserted, listed, followed, told, changed]);
  }

  /** The stream and the records both tell of a job, in any order; a job that ended before we heard of it opens nothing. */
  private async isKnownOrGone(sql: Sql, job: UserTaskJob): Promise<boolean> {
    const rows = await sql`
      /* isJobKnownOrGone */
      select from tasks where engine_id = ${job.engineId} and job_key = ${job.key}
      union all
      select from job_ends where engine_id = ${job.engineId} and job_key = ${job.key}`;
    return rows.length > 0;
  }

  /** A helper that the engine started after its case had ended, or its co-unit had left, must not wait for anyone. */
  private async cancelLateInstance(sql: Sql, job: UserTaskJob): Promise<void> {
    await appendToOutbox(sql, {
      lane: job.caseId,
      kind: 'CANCEL_INSTANCE',
      engineId: job.engineId,
      caseId: job.caseId,
      command: { instanceKey: job.instanceKey },
    });
  }

  private async formOf(sql: Sql, job: UserTaskJob): Promise<{ id: string; version: number } | null> {
    const key = job.headers[`${ENGINE_HEADER}formKey`];
    if (!key || !/^\d+$/.test(key)) return null;
    const [form] = await sql<{ id: string; version: number }[]>`
      /* formOfKey */
      select resource_id as id, version
      from deployed_resources
      where engine_id = ${job.engineId} and kind = 'FORM' and key = ${key}`;
    return form ?? null;
  }

  private async putOnLists(
    sql: Sql,
    { id, urgency, dueAt, title }: { id: string; urgency: number; dueAt: Date | null; title: string },
    groups: string[],
  ): Promise<void> {
    if (groups.length === 0) return;
    await sql`
      /* putTaskOnLists */
      insert into task_candidates (task_id, group_name, due_at, urgency, title)
      select ${id}, unnest(${groups}::text[]), ${dueAt ?? sql`'infinity'::timestamptz`}, ${urgency}, lower(${title})
      on conflict do nothing`;
  }

  /** Only the route moves status and phase; helpers beside it carry neither. */
  private async followStatus(sql: Sql, record: CaseRecord, headers: Record<string, string>): Promise<void> {
    const { status, phase } = headers;
    if (!status && !phase) return;
    await this.cases.update(sql, record.id, { ...(status && { status }), ...(phase && { phase }) });
  }
}

/** Whose lists it stands on: a co-unit's own, but what others do about its work belongs to the lead. */
function unitOf(groups: string[], share: CoAssignment | null, record: CaseRecord): string | null {
  if (!share) return record.leadUnitId;
  const named = groups.find((group) => group.startsWith('unit:'));
  return named && !named.startsWith(`unit:${share.unitCode}:`) ? record.leadUnitId : share.unitId;
}

/**
 * What a step means is said by the version that runs: a job that was migrated keeps the headers it was created with
 * (design.md section 3). Groups and form are the engine's word, evaluated when the step was reached.
 */
function engineHeaders({ headers }: UserTaskJob): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([key]) => key.startsWith(ENGINE_HEADER)));
}

function candidateGroups(headers: Record<string, string>): string[] {
  const text = headers[`${ENGINE_HEADER}candidateGroups`];
  if (!text) return [];
  const groups: unknown = JSON.parse(text);
  return Array.isArray(groups)
    ? [...new Set(groups.filter((group): group is string => typeof group === 'string'))]
    : [];
}
