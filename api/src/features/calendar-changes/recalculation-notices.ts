import { Injectable } from '@nestjs/common';
import type { JSONValue } from 'postgres';
import type { Sql } from '../../database/database.js';
import { peopleOfCases } from '../cases/cases.public.js';
import type { MovedClock } from '../clocks/clocks.public.js';
import { type Notice, notifyAll } from '../notifications/notifications.public.js';

/** So many cases are told one by one; beyond that one line says how many, because nobody reads five hundred. */
const TOLD_ONE_BY_ONE = 5;

interface MovedCase {
  caseId: string;
  details: { clock: string; oldDueAt: string; newDueAt: string; provisional: boolean };
}

/** Who hears of a recalculation: gathered with each portion, told once when all lanes have ended. */
@Injectable()
export class RecalculationNotices {
  /**
   * In the transaction of the portion, so that what is done again is gathered once.
   * @param counted cases that the first round moved: their people have them on their count, and hear the last word
   */
  async gather(
    sql: Sql,
    lane: { changeId: string; lane: number },
    moved: readonly MovedClock[],
    counted: ReadonlySet<string>,
  ): Promise<void> {
    const byCase = Map.groupBy(moved, ({ clock }) => clock.caseId);
    const people = await peopleOfCases(sql, [...byCase.keys()]);
    const ofUser = new Map<string, MovedCase[]>();
    for (const [caseId, userIds] of people) {
      const told = { caseId, details: detailsOf(weightiest(byCase.get(caseId) as MovedClock[])) };
      for (const userId of userIds) ofUser.set(userId, [...(ofUser.get(userId) ?? []), told]);
    }
    const rows = [...ofUser].map(([userId, cases]) => ({
      userId,
      cases: cases.length,
      again: cases.filter(({ caseId }) => counted.has(caseId)).length,
      notices: cases.slice(0, TOLD_ONE_BY_ONE),
    }));
    if (rows.length === 0) return;
    await sql`
      /* gatherRecalculationPeople */
      insert into recalculation_people as p (change_id, lane, user_id, cases, notices)
      select ${lane.changeId}, ${lane.lane}, (r ->> 'userId')::uuid, (r ->> 'cases')::integer, r -> 'notices'
      from jsonb_array_elements(${sql.json(rows as unknown as JSONValue)}) as r
      on conflict (change_id, lane, user_id) do update
      set cases = p.cases + excluded.cases - (
          select (again.r ->> 'again')::integer
          from jsonb_array_elements(${sql.json(rows as unknown as JSONValue)}) as again (r)
          where (again.r ->> 'userId')::uuid = excluded.user_id),
        notices = case when p.cases <= ${TOLD_ONE_BY_ONE} then p.notices || excluded.notices else p.notices end`;
  }

  /** A line under the bell for each case of a person with a few, one line for all of them of a person with many. */
  async tell(sql: Sql, change: { id: string; year: number }, at: Date): Promise<void> {
    const rows = await sql<{ userId: string; cases: number; notices: MovedCase[] }[]>`
      /* recalculationPeople */
      with people as (
        delete from recalculation_people
        where change_id = ${change.id}
        returning user_id, cases, notices
      )
      select user_id as "userId", sum(cases)::integer as cases,
        (select jsonb_agg(n) from people q, jsonb_array_elements(q.notices) as n where q.user_id = p.user_id) as notices
      from people p
      group by user_id`;
    const notices = rows.flatMap(({ userId, cases, notices: known }): Notice[] => {
      if (cases > TOLD_ONE_BY_ONE) {
        const details = { cases, year: change.year };
        return [{ userIds: [userId], caseId: null, kind: 'calendar.recalculated', details, at }];
      }
      // A case that was set by the old calendar between the rounds is in both: its last word counts.
      const lastOfEach = new Map(known.map(({ caseId, details }) => [caseId, details]));
      return [...lastOfEach].map(([caseId, details]) => ({
        userIds: [userId],
        caseId,
        kind: 'clock.calendarMoved',
        details: { ...details },
        at,
      }));
    });
    await notifyAll(sql, notices);
  }
}

const detailsOf = ({ clock, reckoned }: MovedClock): MovedCase['details'] => ({
  clock: clock.kind,
  oldDueAt: clock.dueAt.toISOString(),
  newDueAt: new Date(reckoned.due).toISOString(),
  provisional: reckoned.provisional,
});

/** The handling if it is among them, else what is due first; what moves before what only becomes certain. */
function weightiest(moved: readonly MovedClock[]): MovedClock {
  const weight = ({ clock, reckoned }: MovedClock) =>
    (clock.dueAt.getTime() === reckoned.due ? 2 : 0) + (clock.kind === 'HANDLE' ? 0 : 1);
  return moved.toSorted((a, b) => weight(a) - weight(b) || a.reckoned.due - b.reckoned.due)[0] as MovedClock;
}
