import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import { Database, type Sql } from '../../database/database.js';
import { CaseRepository, isOpen } from '../cases/cases.public.js';
import { appendEvent } from '../events/events.public.js';
import { notify } from '../notifications/notifications.public.js';
import { peopleOfUnit } from './supervision-people.js';

interface Batch {
  id: string;
  byUser: string;
  note: string;
}

/** Sends what nobody took back within its window. */
@Injectable()
export class ReleaseReminders {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseRepository,
  ) {}

  async execute(): Promise<void> {
    while (await this.database.inTransaction((sql) => this.releaseNext(sql)));
  }

  /** When the next batch is due; null while none waits. */
  async nextDue(sql: Sql): Promise<Date | null> {
    const [row] = await sql<{ at: Date | null }[]>`
      /* nextReminderBatch */
      select min(release_at) as at
      from reminder_batches
      where released_at is null and undone_at is null`;
    return row?.at ?? null;
  }

  private async releaseNext(sql: Sql): Promise<boolean> {
    const at = this.clock.now();
    const [batch] = await sql<Batch[]>`
      /* dueReminderBatch */
      select id, by_user as "byUser", note
      from reminder_batches
      where released_at is null and undone_at is null and release_at <= ${at}
      order by release_at
      limit 1
      for update skip locked`;
    if (!batch) return false;
    const reminders = await sql<{ caseId: string; unitId: string }[]>`
      /* remindersOfBatch */
      select case_id as "caseId", unit_id as "unitId"
      from reminders
      where batch_id = ${batch.id}
      order by case_id`;
    for (const { caseId, unitId } of reminders) await this.remind(sql, batch, { caseId, unitId, at });
    await sql`
      /* markReleased */
      update reminder_batches
      set released_at = ${at}
      where id = ${batch.id}`;
    return true;
  }

  private async remind(
    sql: Sql,
    { id, byUser, note }: Batch,
    { caseId, unitId, at }: { caseId: string; unitId: string; at: Date },
  ): Promise<void> {
    if (!isOpen(await this.cases.get(sql, caseId))) return;
    const userIds = await peopleOfUnit(sql, unitId);
    await appendEvent(sql, {
      type: 'case.unitReminded',
      caseId,
      actor: { kind: 'USER', id: byUser },
      body: { unitId, batchId: id, people: userIds.length },
      personal: { note },
      at,
    });
    await notify(sql, { userIds, caseId, kind: 'supervision.reminded', details: { note }, at });
  }
}
