import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Variables } from '../../../process-engine/process-engine.js';
import { CaseRepository } from '../../cases/cases.public.js';
import { caseByNumber } from './case-by-number.js';
import { type Completion, PlatformTask, readFields } from './platform-task.js';

const answer = z.object({ answer: z.string().min(1) });
const inform = z.object({ script: z.string().min(1), basis: z.string().min(1) });
const link = z.object({ duplicateOf: z.string().min(1), progressTold: z.string().min(1) });
const handover = z.object({ receivedBy: z.string().min(1) });

/** 依知识库答复: the answer is the reply. */
@Injectable()
export class AnswerNow extends PlatformTask {
  readonly kind = 'answerNow';

  constructor(private readonly cases: CaseRepository) {
    super();
  }

  async complete({ sql, record, result, at }: Completion): Promise<Variables> {
    await this.cases.update(sql, record.id, {
      reply_text: readFields(answer, result).answer,
      replied_at: at,
      disposition: 'ANSWER_NOW',
    });
    return {};
  }
}

/** 告知诉求人: which lawful way the matter has, with its basis (条例 article 11). */
@Injectable()
export class InformRequester extends PlatformTask {
  readonly kind = 'informRequester';

  constructor(private readonly cases: CaseRepository) {
    super();
  }

  async complete({ sql, record, result, at }: Completion): Promise<Variables> {
    const { script, basis } = readFields(inform, result);
    await this.cases.update(sql, record.id, { reply_text: script, replied_at: at, legal_basis: basis });
    return {};
  }
}

/** 关联原工单: the citizen hears how the first one stands. */
@Injectable()
export class LinkDuplicate extends PlatformTask {
  readonly kind = 'linkDuplicate';

  constructor(private readonly cases: CaseRepository) {
    super();
  }

  async complete({ sql, record, result, at }: Completion): Promise<Variables> {
    const { duplicateOf, progressTold } = readFields(link, result);
    const original = await caseByNumber(sql, 'duplicateOf', duplicateOf, record.id);
    await this.cases.update(sql, record.id, {
      duplicate_of: original,
      reply_text: progressTold,
      replied_at: at,
      disposition: 'DUPLICATE_NO_NEW_FACT',
    });
    return {};
  }
}

/** 确认移交: who of 110, 119, 120 or the utility took over. */
@Injectable()
export class ConfirmHandover extends PlatformTask {
  readonly kind = 'confirmHandover';

  constructor(private readonly cases: CaseRepository) {
    super();
  }

  async complete({ sql, record, result }: Completion): Promise<Variables> {
    readFields(handover, result);
    await this.cases.update(sql, record.id, { disposition: 'EMERGENCY' });
    return {};
  }
}
