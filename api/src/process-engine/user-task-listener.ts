import type { Sql } from '../database/database.js';
import type { EngineKey } from './process-engine.js';

/** A user-task job, from the stream (with variables) or from a JOB CREATED record (without). */
export interface UserTaskJob {
  engineId: number;
  key: EngineKey;
  instanceKey: EngineKey;
  elementInstanceKey: EngineKey;
  elementId: string;
  processId: string;
  processVersion: number;
  definitionKey: EngineKey;
  headers: Record<string, string>;
  caseId: string;
  assignmentId: string | null;
  /** What the task is about beside its case: an instruction, an extension, a supervision order; variable `subjectId`. */
  subjectId: string | null;
  /** Set where its instance was re-seated: the move that started it. */
  reseatId?: string | null;
}

/** Where a user-task job is after its instance was migrated. */
export type MigratedJob = Pick<
  UserTaskJob,
  'engineId' | 'key' | 'elementId' | 'processId' | 'processVersion' | 'definitionKey'
>;

/**
 * What the ground tells the tasks feature; both roads in from the engine (stream and records) end here.
 * Every method is idempotent and runs inside the caller's transaction.
 */
export abstract class UserTaskListener {
  /** The route reached a user task. */
  abstract opened(sql: Sql, job: UserTaskJob): Promise<void>;
  /** The engine confirmed the end of the job. */
  abstract completed(sql: Sql, engineId: number, jobKey: EngineKey): Promise<void>;
  /** The job was cancelled: interrupted, or its instance ended. What a person did stands as an event. */
  abstract canceled(sql: Sql, engineId: number, jobKey: EngineKey): Promise<void>;
  /** The job went to another version in place, with its key. */
  abstract migrated(sql: Sql, job: MigratedJob): Promise<void>;
}
