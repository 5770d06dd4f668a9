/** Pure facts and rules of a task. */
import { TaskAlreadyClaimed, TaskAlreadyDone, TaskCanceled, TaskNotHeld } from './task.errors.js';

export type TaskState = 'OPEN' | 'CLAIMED' | 'COMPLETING' | 'COMPLETED' | 'CANCELED' | 'REFUSED';

export interface TaskRecord {
  id: string;
  caseId: string;
  assignmentId: string | null;
  /** What it is about beside its case: an instruction, an extension, a supervision order. */
  subjectId: string | null;
  engineId: number;
  jobKey: string;
  kind: string;
  name: string;
  formId: string | null;
  formVersion: number | null;
  clockKind: string | null;
  state: TaskState;
  holderId: string | null;
  holderName: string | null;
  completedById: string | null;
  completedByName: string | null;
  groups: string[];
}

/** Whoever wants to work on a task finds it open or already their own. @throws TaskAlreadyClaimed, TaskAlreadyDone, TaskCanceled */
export function demandFree(task: TaskRecord, userId: string): void {
  demandLive(task);
  if (task.state === 'CLAIMED' && task.holderId !== userId)
    throw new TaskAlreadyClaimed(task.id, task.holderName ?? '');
}

/** @throws TaskNotHeld, TaskAlreadyClaimed, TaskAlreadyDone, TaskCanceled */
export function demandHeld(task: TaskRecord, userId: string): void {
  demandFree(task, userId);
  if (task.state !== 'CLAIMED') throw new TaskNotHeld(task.id);
}

/** @throws TaskAlreadyDone, TaskCanceled */
export function demandLive(task: TaskRecord): void {
  if (task.state === 'COMPLETING' || task.state === 'COMPLETED')
    throw new TaskAlreadyDone(task.id, task.completedByName);
  if (task.state === 'CANCELED' || task.state === 'REFUSED') throw new TaskCanceled(task.id);
}
