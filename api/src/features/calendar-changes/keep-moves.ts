import type { JSONValue } from 'postgres';
import type { Sql } from '../../database/database.js';
import type { MovedClock } from '../clocks/clocks.public.js';

/** Keeps what a preview found, so that its pages stand still however the city goes on. */
export async function keepMoves(sql: Sql, changeId: string, moves: readonly MovedClock[]): Promise<void> {
  if (moves.length === 0) return;
  const rows = moves.map(({ clock, reckoned }) => ({
    id: clock.id,
    number: clock.caseNumber,
    kind: clock.kind,
    from: clock.dueAt,
    to: new Date(reckoned.due),
    provisional: reckoned.provisional,
  }));
  await sql`
    /* keepCalendarMoves */
    insert into calendar_moves (change_id, clock_id, case_number, clock_kind, old_due_at, new_due_at, provisional)
    select ${changeId}, (m ->> 'id')::uuid, m ->> 'number', m ->> 'kind', (m ->> 'from')::timestamptz, (m ->> 'to')::timestamptz,
      (m ->> 'provisional')::boolean
    from jsonb_array_elements(${sql.json(rows as unknown as JSONValue)}) as m`;
}
