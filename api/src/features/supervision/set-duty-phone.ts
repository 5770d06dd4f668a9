import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { InvalidInput } from '../../errors/app-error.js';
import { maskPhone, normalisePhone, RequesterVault } from '../cases/cases.public.js';
import { appendEvent } from '../events/events.public.js';
import { settleAlarm } from '../operations/operations.public.js';
import { UnitNotFound } from './supervision.errors.js';

@Injectable()
export class SetDutyPhone {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly vault: RequesterVault,
  ) {}

  /** The phone that rings when a limit of this unit runs out; empty: none. @throws NotPermitted, InvalidInput, UnitNotFound */
  execute(unitId: string, phone: string, viewer: Viewer): Promise<void> {
    demand(viewer, 'setDutyPhone');
    const number = normalisePhone(phone);
    if (phone.trim() !== '' && !/^\d{5,20}$/.test(number))
      throw new InvalidInput('Write a telephone number.', { phone: 'unknownValue' });
    return this.database.inTransaction(async (sql) => {
      const at = this.clock.now();
      const [unit] = await sql<{ maskedPhone: string | null }[]>`
        /* unitOfDutyPhone */
        select d.masked_phone as "maskedPhone"
        from units u
        left join duty_phones d on d.unit_id = u.id
        where u.id = ${unitId} and u.active
        for no key update of u`;
      if (!unit) throw new UnitNotFound();
      const masked = number === '' ? null : maskPhone(number);
      await appendEvent(sql, {
        type: 'unit.dutyPhoneSet',
        caseId: null,
        stream: `unit:${unitId}`,
        actor: { kind: 'USER', id: viewer.id },
        body: { changes: [{ field: 'dutyPhone', from: unit.maskedPhone, to: masked }] },
        at,
      });
      if (number === '') {
        await sql`
          /* removeDutyPhone */
          delete from duty_phones
          where unit_id = ${unitId}`;
        return;
      }
      await sql`
        /* setDutyPhone */
        insert into duty_phones (unit_id, phone_cipher, masked_phone, updated_at)
        values (${unitId}, ${this.vault.seal(number)}, ${maskPhone(number)}, ${at})
        on conflict (unit_id) do update
        set phone_cipher = excluded.phone_cipher, masked_phone = excluded.masked_phone, updated_at = excluded.updated_at`;
      await settleAlarm(sql, 'NO_DUTY_PHONE', unitId, at);
    });
  }
}
