import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { DAY_MS } from '../../../../common/src/working-time/shanghai-time.js';
import { demand } from '../../access/permissions.js';
import { Clock } from '../../clock/clock.js';
import { Database, type Sql } from '../../database/database.js';
import { appendEvent } from '../events/events.public.js';
import { notify } from '../notifications/notifications.public.js';
import { plainText } from './act-text.js';
import { UrgedTooSoon } from './case.errors.js';
import { URGE_PAUSE_MS } from './case.model.js';
import { CaseRepository } from './case.repository.js';
import { type CaseActor, eventActor, userIdOf } from './case-actor.js';
import { CaseListener } from './case-listener.js';
import { peopleOfCase } from './people-of-case.js';

@Injectable()
export class UrgeCase {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseRepository,
    private readonly listener: CaseListener,
  ) {}

  /** 催办: counted, shown on every list, told to whoever holds the ball. @throws CaseEnded, UrgedTooSoon (once an hour) */
  execute(caseId: string, note: string | null, actor: CaseActor): Promise<void> {
    if (actor.kind === 'USER') demand(actor.viewer, 'urgeCase');
    const words = plainText(note).slice(0, 2000);
    return this.database.inTransaction(async (sql) => {
      const record = await this.cases.getOpen(sql, caseId);
      const at = this.clock.now();
      const [last] = await sql<{ at: Date }[]>`
        /* lastUrge */
        select at
        from urges
        where case_id = ${caseId}
        order by at desc
        limit 1`;
      const waitMs = last ? last.at.getTime() + URGE_PAUSE_MS - at.getTime() : 0;
      if (waitMs > 0) throw new UrgedTooSoon(Math.ceil(waitMs / 60_000));
      await sql`
        /* insertUrge */
        insert into urges (id, case_id, by_user, note, at)
        values (${uuid()}, ${caseId}, ${userIdOf(actor)}, ${words}, ${at})`;
      await sql`
        /* countUrge */
        update cases
        set urge_count = urge_count + 1, last_urged_at = ${at}, version = version + 1
        where id = ${caseId}`;
      await appendEvent(sql, {
        type: 'case.urged',
        caseId,
        actor: eventActor(actor),
        body: { count: record.urgeCount + 1 },
        personal: { note: words },
        at,
      });
      const userIds = await peopleOfCase(sql, caseId);
      await notify(sql, { userIds, caseId, kind: 'case.urged', details: { count: record.urgeCount + 1 }, at });
      const urges = { inAll: record.urgeCount + 1, inLastDay: await urgesSince(sql, caseId, at.getTime() - DAY_MS) };
      await this.listener.urged(sql, record, urges, at);
    });
  }
}

async function urgesSince(sql: Sql, caseId: string, since: number): Promise<number> {
  const [row] = await sql<{ urges: number }[]>`
    /* urgesSince */
    select count(*)::int as urges
    from urges
    where case_id = ${caseId} and at > ${new Date(since)}`;
  return row?.urges ?? 0;
}
