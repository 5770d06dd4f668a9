import { Injectable } from '@nestjs/common';
import type { Variables } from '../../../process-engine/process-engine.js';
import { AssignmentRepository } from '../../cases/cases.public.js';
import { type Completion, PlatformTask } from './platform-task.js';

/** 签收: the unit takes the order. */
@Injectable()
export class Acknowledge extends PlatformTask {
  readonly kind = 'acknowledge';

  constructor(private readonly assignments: AssignmentRepository) {
    super();
  }

  async complete({ sql, record, viewer, at }: Completion): Promise<Variables> {
    const assignment = await this.assignments.liveLead(sql, record.id);
    if (assignment) await this.assignments.markSigned(sql, assignment.id, at, viewer.id);
    return { acknowledged: 'YES' };
  }
}
