import type postgres from 'postgres';
import { type Light, light } from '../../common/src/lights/light.js';

/** Which limit shows on a case, the first first: written down once more, apart from the application. */
const ORDER =
  'HANDLE REWORK CLOSE_REVIEW FOLLOW_UP EXPLAIN_CLOSE DISPATCH HANDOVER ANSWER ACCEPT SIGN REPLY FIRST_CONTACT'.split(
    ' ',
  );

/** What a case must show, as its columns and lists name it. */
export interface ShownLimit {
  governingClockId: string | null;
  dueAt: Date | null;
  yellowAt: Date | null;
  pausedAt: Date | null;
  provisional: boolean;
}

export interface GovernedCase extends ShownLimit {
  caseId: string;
  unitId: string | null;
  kind: string | null;
}

interface LiveClock {
  id: string;
  caseId: string;
  kind: string;
  startedAt: Date;
  dueAt: Date;
  yellowAt: Date;
  provisional: boolean;
  pausedAt: Date | null;
}

/** Every open case with what its live clocks say, from the ledger alone. */
export async function governedCases(sql: postgres.Sql): Promise<GovernedCase[]> {
  const cases = await sql<{ id: string; unitId: string | null }[]>`
    select id, lead_unit_id as "unitId" from cases where closed_at is null`;
  const clocks = await sql<LiveClock[]>`
    select k.id, k.case_id as "caseId", k.kind, k.started_at as "startedAt", k.due_at as "dueAt", k.yellow_at as "yellowAt", k.provisional,
      p.paused_at as "pausedAt"
    from clocks k
    left join clock_pauses p on p.clock_id = k.id and p.resumed_at is null
    where k.state in ('RUNNING', 'PAUSED') and k.subject_id is null`;
  return cases.map(({ id, unitId }) => {
    const own = clocks.filter((clock) => clock.caseId === id && ORDER.includes(clock.kind));
    const [first] = own.sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
    const still = first?.pausedAt ?? null;
    return {
      caseId: id,
      unitId,
      kind: first?.kind ?? null,
      governingClockId: first?.id ?? null,
      dueAt: still ? null : (first?.dueAt ?? null),
      yellowAt: still ? null : (first?.yellowAt ?? null),
      pausedAt: still,
      provisional: first?.provisional ?? false,
    };
  });
}

/** The light of what a case shows; null: none. */
export function lightOf({ dueAt, yellowAt, pausedAt }: ShownLimit, now: Date): Light | 'PAUSED' | null {
  if (pausedAt) return 'PAUSED';
  return dueAt && yellowAt ? light(now.getTime(), yellowAt.getTime(), dueAt.getTime()) : null;
}
