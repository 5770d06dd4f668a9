import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { caseTypes } from '../../../../../common/src/case-list/case-enums.generated.js';
import type { Variables } from '../../../process-engine/process-engine.js';
import { CaseRepository, UnknownReference } from '../../cases/cases.public.js';
import { CategoryQueries } from '../../categories/categories.public.js';
import { caseByNumber } from './case-by-number.js';
import { type Completion, PlatformTask, readFields } from './platform-task.js';

const fields = z.object({
  disposition: z.enum([
    'ACCEPT',
    'ANSWER_NOW',
    'EMERGENCY',
    'STATUTORY_CHANNEL',
    'SECRET',
    'UNLAWFUL',
    'BEYOND_DUTY',
    'DUPLICATE_NO_NEW_FACT',
  ]),
  caseType: z.enum(caseTypes),
  category: z.string().min(1),
  urgency: z.coerce.number().int().min(2).max(4),
  secrecy: z.enum(['NORMAL', 'CONTACT_HIDDEN', 'STRICT']),
  summary: z.string().min(1),
  basis: z.string().nullish(),
  duplicateOf: z.string().nullish(),
});

/** 质检: completeness, type, secrecy and disposition; what the route goes on with. */
@Injectable()
export class QualityCheck extends PlatformTask {
  readonly kind = 'qualityCheck';

  constructor(
    private readonly cases: CaseRepository,
    private readonly categories: CategoryQueries,
  ) {
    super();
  }

  async complete({ sql, record, result }: Completion): Promise<Variables> {
    const checked = readFields(fields, result);
    const [category] = await this.categories.categoriesByCode(sql, [checked.category]);
    if (!category) throw new UnknownReference('category', checked.category);
    const duplicate =
      checked.disposition === 'DUPLICATE_NO_NEW_FACT'
        ? await caseByNumber(sql, 'duplicateOf', checked.duplicateOf, record.id)
        : null;
    await this.cases.update(sql, record.id, {
      disposition: checked.disposition,
      type: checked.caseType,
      category_code: checked.category,
      urgency: checked.urgency,
      secrecy: checked.secrecy,
      summary: checked.summary,
      ...(checked.basis && { legal_basis: checked.basis }),
      ...(duplicate && { duplicate_of: duplicate }),
    });
    return { urgency: checked.urgency, statutoryLimit: await this.statutoryLimit(sql, checked.category) };
  }

  private async statutoryLimit(sql: Completion['sql'], category: string): Promise<string> {
    const [row] = await sql<{ limit: string | null }[]>`
      /* statutoryLimitOfCategory */
      select statutory_limit as limit
      from categories
      where code = ${category}`;
    return row?.limit ?? '';
  }
}
