import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { HOUR_MS } from '../../../../common/src/working-time/shanghai-time.js';
import { demand } from '../../access/permissions.js';
import { caseScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database, type Sql } from '../../database/database.js';
import { InvalidInput } from '../../errors/app-error.js';
import { plainText } from '../cases/cases.public.js';
import { raiseAlarm } from '../operations/operations.public.js';
import { SUPERVISION_CHANNEL } from './calls/call-duty-phone.js';

/** Long enough to see a mistake, short enough to be no delay. */
const UNDO_WINDOW_MS = 10_000;
const NOT_AGAIN_WITHIN_MS = HOUR_MS;
const MOST = 200;

export type SkipReason = 'NOT_FOUND' | 'CASE_ENDED' | 'NO_UNIT' | 'NOBODY_THERE' | 'REMINDED_LATELY';

export interface ReminderResult {
  caseId: string;
  number: string | null;
  unitId: string | null;
  outcome: 'REMINDED' | 'SKIPPED';
  reason: SkipReason | null;
  people: number;
}

export interface ReminderBatch {
  id: string | null;
  results: ReminderResult[];
  releaseAt: Date | null;
}

interface Candidate {
  id: string;
  number: string;
  ended: boolean;
  unitId: string | null;
  people: number;
  lately: boolean;
}

@Injectable()
export class RemindUnits {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * 一键催办: says case by case who would be reminded and why not; without dryRun all of them hear of it once the window has
   * passed, unless it is undone. @throws NotPermitted, InvalidInput
   */
  execute(
    input: { caseIds: string[]; note?: string | null; dryRun?: boolean | null },
    viewer: Viewer,
  ): Promise<ReminderBatch> {
    demand(viewer, 'remindUnits');
    const caseIds = [...new Set(input.caseIds)];
    if (caseIds.length === 0 || caseIds.length > MOST)
      throw new InvalidInput(`Choose 1 to ${MOST} cases.`, { caseIds: caseIds.length === 0 ? 'required' : 'tooLong' });
    return this.database.inTransaction(async (sql) => {
      const at = this.clock.now();
      const known = new Map((await candidates(sql, caseIds, viewer, at)).map((row) => [row.id, row]));
      const results = caseIds.map((id) => resultOf(id, known.get(id)));
      const reminded = results.filter(({ outcome }) => outcome === 'REMINDED');
      if (input.dryRun) return { id: null, results, releaseAt: null };
      await this.alarmNobody(sql, results, at);
      if (reminded.length === 0) return { id: null, results, releaseAt: null };
      const id = uuid();
      const releaseAt = new Date(at.getTime() + UNDO_WINDOW_MS);
      await sql`
        /* insertReminderBatch */
        insert into reminder_batches (id, by_user, note, created_at, release_at)
        values (${id}, ${viewer.id}, ${plainText(input.note ?? null).slice(0, 500)}, ${at}, ${releaseAt})`;
      await sql`
        /* insertReminders */
        insert into reminders ${sql(reminded.map(({ caseId, unitId }) => ({ batch_id: id, case_id: caseId, unit_id: unitId })))}`;
      await sql`/* wakeSupervision */ select pg_notify(${SUPERVISION_CHANNEL}, '')`;
      return { id, results, releaseAt };
    });
  }

  private async alarmNobody(sql: Sql, results: ReminderResult[], at: Date): Promise<void> {
    for (const { reason, caseId, unitId } of results) {
      if (reason === 'NOBODY_THERE' && unitId)
        await raiseAlarm(sql, { kind: 'NO_HANDLER', subject: unitId, caseId, details: { unitId }, at });
    }
  }
}

function candidates(sql: Sql, caseIds: string[], viewer: Viewer, at: Date): Promise<Candidate[]> {
  return sql<Candidate[]>`
    /* casesToRemind */
    select c.id, c.number, c.closed_at is not null as ended, c.lead_unit_id as "unitId",
      (select count(distinct u.id)::int from users u
        join roles_of_users r on r.user_id = u.id and r.role in ('HA', 'UL')
        where u.active and u.unit_id = c.lead_unit_id) as people,
      exists (select from reminders m
        join reminder_batches b on b.id = m.batch_id
        where m.case_id = c.id and b.undone_at is null and b.created_at > ${new Date(at.getTime() - NOT_AGAIN_WITHIN_MS)}) as lately
    from cases c
    where c.id = any(${caseIds}) and (${caseScope(sql, viewer)})`;
}

function resultOf(caseId: string, row: Candidate | undefined): ReminderResult {
  const reason = skipReason(row);
  return {
    caseId,
    number: row?.number ?? null,
    unitId: row?.unitId ?? null,
    outcome: reason ? 'SKIPPED' : 'REMINDED',
    reason,
    people: reason ? 0 : (row?.people ?? 0),
  };
}

function skipReason(row: Candidate | undefined): SkipReason | null {
  if (!row) return 'NOT_FOUND';
  if (row.ended) return 'CASE_ENDED';
  if (!row.unitId) return 'NO_UNIT';
  if (row.people === 0) return 'NOBODY_THERE';
  return row.lately ? 'REMINDED_LATELY' : null;
}
