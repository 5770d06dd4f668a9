import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { InvalidInput } from '../../../errors/app-error.js';
import type { Variables } from '../../../process-engine/process-engine.js';
import { UnknownReference } from '../../cases/cases.public.js';
import { OrganisationQueries } from '../../organisation/organisation.public.js';
import { type Completion, PlatformTask, readFields } from './platform-task.js';

const fields = z.object({ leadUnit: z.string().min(1) });

/** 派单 by hand. Communities may help, never lead (Beijing 条例 article 17). */
@Injectable()
export class Dispatch extends PlatformTask {
  readonly kind = 'dispatch';

  constructor(private readonly organisation: OrganisationQueries) {
    super();
  }

  async complete({ sql, result }: Completion): Promise<Variables> {
    const { leadUnit } = readFields(fields, result);
    const unit = await this.organisation.unitByCode(sql, leadUnit);
    if (!unit) throw new UnknownReference('leadUnit', leadUnit);
    if (!unit.canLead) throw new InvalidInput(`${unit.name} may help but not lead.`, { leadUnit: 'cannotLead' });
    return { leadUnit: unit.code };
  }
}
