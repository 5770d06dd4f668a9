import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { TaskKind } from '../../../contract.generated.js';
import { InvalidInput } from '../../../errors/app-error.js';
import type { Variables } from '../../../process-engine/process-engine.js';
import { appendEvent } from '../../events/events.public.js';
import { SameExtensionPerson } from '../../time-limits/time-limits.public.js';
import { type Completion, PlatformTask, readFields } from './platform-task.js';

const yesNo = z.enum(['YES', 'NO']);
const byUnit = z.object({ extensionUnitApproved: yesNo, comment: z.string().nullish() });
const byHotline = z.object({ extensionApproved: yesNo, comment: z.string().nullish() });

interface Decision {
  approved: 'YES' | 'NO';
  comment: string | null | undefined;
  column: 'unit_decided_by' | 'decided_by';
}

/** Nobody grants what they asked for, and two different people grant it; the database says so too. */
async function decide(
  { sql, task, record, viewer, at }: Completion,
  { approved, comment, column }: Decision,
): Promise<void> {
  if (approved === 'NO' && !comment)
    throw new InvalidInput('Say why the extension is refused.', { comment: 'required' });
  const [extension] = await sql<{ requestedBy: string; unitDecidedBy: string | null }[]>`
    /* extensionToDecide */
    select requested_by as "requestedBy", unit_decided_by as "unitDecidedBy"
    from extensions
    where id = ${task.subjectId} and case_id = ${record.id} and state = 'PENDING'
    for no key update`;
  if (!extension) throw new InvalidInput('This extension is no longer waiting for a decision.', { extension: 'gone' });
  if ([extension.requestedBy, extension.unitDecidedBy].includes(viewer.id)) throw new SameExtensionPerson();
  await sql`
    /* signExtension */
    update extensions
    set ${sql({ [column]: viewer.id } as never)}, comment = ${comment ?? ''}
    where id = ${task.subjectId}`;
  await appendEvent(sql, {
    type: 'case.extensionReviewed',
    caseId: record.id,
    actor: { kind: 'USER', id: viewer.id },
    body: { level: column === 'decided_by' ? 'HOTLINE' : 'UNIT', outcome: approved === 'YES' ? 'APPROVED' : 'REFUSED' },
    personal: { reason: comment },
    at,
  });
}

/** 单位审延期: the first of two. */
@Injectable()
export class ApproveExtensionUnit extends PlatformTask {
  readonly kind = 'approveExtensionUnit';

  async complete(completion: Completion): Promise<Variables> {
    const { extensionUnitApproved: approved, comment } = readFields(byUnit, completion.result);
    await decide(completion, { approved, comment, column: 'unit_decided_by' });
    return {};
  }
}

/** 热线审延期: the second of two. */
@Injectable()
export class ApproveExtension extends PlatformTask {
  readonly kind: TaskKind = 'approveExtension';

  async complete(completion: Completion): Promise<Variables> {
    const { extensionApproved: approved, comment } = readFields(byHotline, completion.result);
    await decide(completion, { approved, comment, column: 'decided_by' });
    return {};
  }
}

/** 督办审延期: a second and every further one goes to a supervisor instead, by the same rule. */
@Injectable()
export class ApproveFurtherExtension extends ApproveExtension {
  override readonly kind = 'approveFurtherExtension';
}
