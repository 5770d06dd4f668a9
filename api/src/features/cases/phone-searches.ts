import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import type { Sql } from '../../database/database.js';
import { InvalidInput } from '../../errors/app-error.js';
import type { CaseFilter } from './case-filter.js';

/** Finding people by the last digits of their phone: who may, and the trace that each search leaves (PIPL article 54). */
@Injectable()
export class PhoneSearches {
  constructor(private readonly clock: Clock) {}

  /** Nothing for other searches. The digits themselves are not kept. @throws NotPermitted, InvalidInput unless four digits */
  async admit(sql: Sql, { phoneLast4 }: CaseFilter, viewer: Viewer): Promise<void> {
    if (phoneLast4 == null) return;
    demand(viewer, 'findByPhone');
    if (!/^\d{4}$/.test(phoneLast4))
      throw new InvalidInput('Give the last four digits of the phone.', { phoneLast4: 'fourDigits' });
    await sql`
      /* recordPhoneSearch */
      insert into access_reads (user_id, what, at)
      values (${viewer.id}, 'phoneLast4Search', ${this.clock.now()})`;
  }
}
