import type { z } from 'zod';
import type { Viewer } from '../../../access/viewer.js';
import type { TaskKind } from '../../../contract.generated.js';
import type { Sql } from '../../../database/database.js';
import { InvalidInput } from '../../../errors/app-error.js';
import type { Variables } from '../../../process-engine/process-engine.js';
import type { CaseRecord } from '../../cases/cases.public.js';
import type { TaskRecord } from '../task.model.js';

/** What a platform task's rule gets when its form has passed. */
export interface Completion {
  sql: Sql;
  task: TaskRecord;
  /** Locked for this transaction. */
  record: CaseRecord;
  viewer: Viewer;
  /** Checked against the form: visible fields only, texts trimmed. */
  result: Record<string, unknown>;
  /** Application time. */
  at: Date;
}

/** The rules of one kind of task beyond its form: columns it writes, acts it needs, engine variables it adds. */
export abstract class PlatformTask {
  abstract readonly kind: TaskKind;
  /** @returns variables for the engine besides the form's own outputs @throws AppError to refuse the completion */
  abstract complete(completion: Completion): Promise<Variables>;
}

/** The fields a rule stands on, whatever a designer made of the form. @throws InvalidInput */
export function readFields<T>(schema: z.ZodType<T>, result: Record<string, unknown>): T {
  const parsed = schema.safeParse(result);
  if (parsed.success) return parsed.data;
  const fields = Object.fromEntries(
    parsed.error.issues.map((issue) => [
      issue.path.join('.'),
      result[String(issue.path[0])] == null ? 'required' : 'unknownValue',
    ]),
  );
  throw new InvalidInput('Some answers are missing or wrong.', fields);
}
