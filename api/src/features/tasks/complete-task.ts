import { Injectable } from '@nestjs/common';
import { engineVariables } from '../../../../common/src/forms/engine-variables.js';
import type { FieldValue } from '../../../../common/src/forms/field-value.js';
import type { FormField } from '../../../../common/src/forms/form-schema.js';
import { validateForm } from '../../../../common/src/forms/validate-form.js';
import { may } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database, type Sql } from '../../database/database.js';
import { InvalidInput } from '../../errors/app-error.js';
import { appendToOutbox } from '../../outbox/outbox.js';
import type { Variables } from '../../process-engine/process-engine.js';
import { CaseListener, type CaseRecord, CaseRepository, takeDuty } from '../cases/cases.public.js';
import { ClockLedger, isClockKind } from '../clocks/clocks.public.js';
import { appendEvent } from '../events/events.public.js';
import { Forms } from './forms.js';
import { PickedValues } from './picked-values.js';
import { dutyOf } from './platform/duties.js';
import { PlatformTasks } from './platform/platform-tasks.js';
import { TaskCanceled } from './task.errors.js';
import { demandFree, type TaskRecord } from './task.model.js';
import { TaskRepository } from './task.repository.js';
import { TaskAccess } from './task-access.js';
import { taskChanged } from './task-changed.js';

@Injectable()
export class CompleteTask {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tasks: TaskRepository,
    private readonly access: TaskAccess,
    private readonly cases: CaseRepository,
    private readonly clocks: ClockLedger,
    private readonly forms: Forms,
    private readonly picked: PickedValues,
    private readonly platform: PlatformTasks,
    private readonly listener: CaseListener,
  ) {}

  /**
   * Checks the result against the form and the task's own rules, stores it, and tells the engine through the outbox:
   * the answer is at commit, the next task follows. A cancelled task keeps what was written as its draft.
   * @throws InvalidInput naming fields, TaskAlreadyClaimed, TaskAlreadyDone, TaskCanceled, DutiesSeparated …
   */
  async execute(taskId: string, result: unknown, viewer: Viewer): Promise<void> {
    try {
      await this.database.inTransaction((sql) => this.complete(sql, taskId, result, viewer));
    } catch (error) {
      if (error instanceof TaskCanceled) await this.keepAsDraft(taskId, result, viewer);
      throw error;
    }
  }

  private async complete(sql: Sql, taskId: string, result: unknown, viewer: Viewer): Promise<void> {
    await this.access.demandVisible(sql, taskId, viewer);
    const task = await this.tasks.get(sql, taskId);
    demandFree(task, viewer.id);
    await this.access.demandWorker(sql, task, viewer);
    const record = await this.cases.getOpen(sql, task.caseId);
    const at = this.clock.now();
    const { fields, clean, variables } = await this.checked(sql, task, result);
    await this.picked.demand(sql, fields, clean, { task, viewer });
    const rule = this.platform.ruleOf(task.kind);
    const added = rule ? await rule.complete({ sql, task, record, viewer, result: clean, at }) : {};
    if (task.state === 'OPEN') await this.tasks.claim(sql, taskId, viewer.id, at);
    await this.tasks.submit(sql, taskId, clean, viewer.id);
    const attachmentIds = await this.picked.attach(sql, fields, clean, { task, viewer }, at);
    const duty = dutyOf(task.kind);
    if (duty) await takeDuty(sql, task.caseId, viewer.id, duty);
    await this.meetClock(sql, task, record, at);
    const sent = { ...variables, ...added };
    const commanded = appendToOutbox(sql, {
      lane: task.caseId,
      kind: 'COMPLETE_JOB',
      engineId: task.engineId,
      caseId: task.caseId,
      taskId,
      command: { jobKey: task.jobKey, variables: sent },
    });
    const told = appendEvent(sql, {
      type: 'task.completed',
      caseId: task.caseId,
      taskId,
      actor: { kind: 'USER', id: viewer.id },
      body: { kind: task.kind, outputs: sent, ...(attachmentIds.length > 0 && { attachmentIds }) },
      personal: textsOf(clean, sent),
      at,
    });
    await Promise.all([commanded, told, taskChanged(sql, task, 'COMPLETING', viewer.id, viewer.id)]);
  }

  private async checked(
    sql: Sql,
    task: TaskRecord,
    result: unknown,
  ): Promise<{ fields: readonly FormField[]; clean: Readonly<Record<string, FieldValue>>; variables: Variables }> {
    if (typeof result !== 'object' || result === null || Array.isArray(result)) {
      throw new InvalidInput('The result is an object of field values.', { result: 'wrongType' });
    }
    const form = await this.forms.find(sql, task.engineId, task.formId, task.formVersion);
    if (!form) return { fields: [], clean: {}, variables: {} };
    const { errors, clean } = validateForm(form.parsed, result as Record<string, unknown>);
    const broken = Object.entries(errors).map(([key, error]) => [key, error.rule] as const);
    if (broken.length > 0) throw new InvalidInput('Some answers are missing or wrong.', Object.fromEntries(broken));
    return { fields: form.parsed.fields, clean, variables: engineVariables(form.parsed, clean) };
  }

  /** HANDLE spans several steps and is met when the reply goes out. */
  private async meetClock(sql: Sql, task: TaskRecord, record: CaseRecord, at: Date): Promise<void> {
    if (task.clockKind && isClockKind(task.clockKind) && task.clockKind !== 'HANDLE') {
      await this.clocks.end(sql, task.caseId, [task.clockKind], 'MET', at, task.subjectId);
      await this.listener.stepDone(sql, record, task.clockKind, at);
    }
  }

  /** What a person did stands: as the draft, also of whoever wrote without having claimed, and as an event. */
  private keepAsDraft(taskId: string, result: unknown, viewer: Viewer): Promise<void> {
    return this.database.inTransaction(async (sql) => {
      const task = await this.tasks.get(sql, taskId);
      if (task.state !== 'CANCELED') return;
      const at = this.clock.now();
      if (task.holderId === viewer.id) await this.tasks.saveDraft(sql, taskId, result, at);
      else if (task.holderId === null && may(viewer, 'workTasks'))
        await this.tasks.saveFirstDraft(sql, taskId, result, at);
      await appendEvent(sql, {
        type: 'task.refused',
        caseId: task.caseId,
        taskId,
        actor: { kind: 'USER', id: viewer.id },
        body: { kind: task.kind, reason: 'TaskCanceled' },
        at,
      });
    });
  }
}

/** Free texts of a result: they may hold personal data, so the chain keeps commitments of them. */
function textsOf(clean: Record<string, unknown>, sent: Variables): Record<string, string> {
  const texts = Object.entries(clean).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !(entry[0] in sent),
  );
  return Object.fromEntries(texts);
}
