import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Sql } from '../../../database/database.js';
import type { CaseRecord } from '../../cases/cases.public.js';
import { appendEvent } from '../../events/events.public.js';
import { notify } from '../../notifications/notifications.public.js';
import { raiseAlarm } from '../../operations/operations.public.js';
import { peopleWithRole } from '../supervision-people.js';
import { CallRepository } from './call.repository.js';
import { nextCallMoment } from './call-hours.js';
import { OutboundCallProvider } from './outbound-call.provider.js';

interface DutyPhone {
  unitId: string;
  phoneCipher: Uint8Array;
  maskedPhone: string;
}

/** The channel by which waiting work wakes the sweep. */
export const SUPERVISION_CHANNEL = 'supervision';

/** 自动电话督办: queues a call to the unit's duty phone; whoever presses 1 has taken note (domain.md section 3.6). */
@Injectable()
export class CallDutyPhone {
  constructor(
    private readonly calls: CallRepository,
    private readonly provider: OutboundCallProvider,
  ) {}

  /** One call of a unit at a time for a case. Without a duty phone the centre's own rings, the supervisors hear of it, and an alarm stands. */
  async execute(
    sql: Sql,
    record: CaseRecord,
    { orderId, unitId, at }: { orderId: string | null; unitId: string | null; at: Date },
  ): Promise<void> {
    const own = unitId ? await dutyPhoneOf(sql, unitId) : null;
    if (!own) await this.nobodyThere(sql, record, unitId, at);
    const phone = own ?? (await dutyPhoneOfCentre(sql));
    if (!phone) return;
    const id = uuid();
    const inserted = await sql`
      /* queueCall */
      insert into outbound_calls (id, case_id, order_id, unit_id, at_desk, provider, phone_cipher, masked_phone, urgency, state, created_at, next_attempt_at)
      values (${id}, ${record.id}, ${orderId}, ${phone.unitId}, ${own === null}, ${this.provider.name}, ${phone.phoneCipher}, ${phone.maskedPhone},
        ${record.urgency}, 'QUEUED', ${at}, ${nextCallMoment(at, record.urgency)})
      on conflict (case_id, unit_id) where state in ('QUEUED', 'CALLING', 'NO_ANSWER') do nothing
      returning id`;
    if (inserted.length === 0) return;
    if (nextCallMoment(at, record.urgency) > at) await this.calls.note(sql, id, 0, 'PUT_OFF', at);
    await appendEvent(sql, {
      type: 'case.outboundCallQueued',
      caseId: record.id,
      actor: { kind: 'SYSTEM' },
      body: { callId: id, orderId, unitId: phone.unitId, atDesk: own === null },
      at,
    });
    await sql`/* wakeSupervision */ select pg_notify(${SUPERVISION_CHANNEL}, '')`;
  }

  private async nobodyThere(sql: Sql, record: CaseRecord, unitId: string | null, at: Date): Promise<void> {
    const supervisors = await peopleWithRole(sql, 'SU');
    await raiseAlarm(sql, {
      kind: 'NO_DUTY_PHONE',
      subject: unitId ?? 'unassigned',
      caseId: record.id,
      details: { unitId, supervisors: supervisors.length },
      at,
    });
    await appendEvent(sql, {
      type: 'case.outboundCallImpossible',
      caseId: record.id,
      actor: { kind: 'SYSTEM' },
      body: { unitId, why: 'NO_DUTY_PHONE' },
      at,
    });
    await notify(sql, {
      userIds: supervisors,
      caseId: record.id,
      kind: 'supervision.noDutyPhone',
      details: { unitId },
      at,
    });
  }
}

async function dutyPhoneOf(sql: Sql, unitId: string): Promise<DutyPhone | null> {
  const [row] = await sql<DutyPhone[]>`
    /* dutyPhoneOfUnit */
    select unit_id as "unitId", phone_cipher as "phoneCipher", masked_phone as "maskedPhone"
    from duty_phones
    where unit_id = ${unitId}`;
  return row ?? null;
}

/** The duty desk: the service centre's own phone. */
async function dutyPhoneOfCentre(sql: Sql): Promise<DutyPhone | null> {
  const [row] = await sql<DutyPhone[]>`
    /* dutyPhoneOfCentre */
    select d.unit_id as "unitId", d.phone_cipher as "phoneCipher", d.masked_phone as "maskedPhone"
    from duty_phones d
    join units u on u.id = d.unit_id and u.kind = 'SERVICE_CENTER' and u.active
    order by u.code
    limit 1`;
  return row ?? null;
}
