import type { OfficeClass } from '../../../../common/src/working-time/office-hours.js';
import type { ClockTerms, Reckoning } from '../../../../common/src/working-time/reckoning.js';
import { reckon } from '../../../../common/src/working-time/reckoning.js';
import type { WorkingCalendar } from '../../../../common/src/working-time/working-calendar.js';
import type { ClockKind } from './clock-kind.model.js';

export type ClockState = 'RUNNING' | 'PAUSED' | 'MET' | 'STOPPED';
/** domain.md section 2.6 point 5: nothing else stops a clock. */
export type PauseReason = 'CITIZEN_EVIDENCE' | 'STATUTORY_STEP' | 'EXTENSION_REVIEW' | 'FORCE_MAJEURE';
export type ClockLight = 'GREEN' | 'YELLOW' | 'RED';

/** A row of the ledger with all that its due moment follows from. */
export interface ClockRecord {
  id: string;
  caseId: string;
  caseNumber: string;
  assignmentId: string | null;
  subjectId: string | null;
  kind: ClockKind;
  span: string;
  officeClass: OfficeClass;
  extensions: string[];
  pauses: { from: Date; to: Date | null; until: Date | null }[];
  startedAt: Date;
  dueAt: Date;
  yellowAt: Date;
  remindAt: Date;
  provisional: boolean;
  state: ClockState;
  light: ClockLight;
  reminded: boolean;
  overdueDays: number;
  spreadMs: number;
  /** Null once it has ended. */
  nextTickAt: Date | null;
}

export const isLive = ({ state }: Pick<ClockRecord, 'state'>): boolean => state === 'RUNNING' || state === 'PAUSED';

export function termsOf(clock: ClockRecord): ClockTerms {
  return {
    startedAt: clock.startedAt.getTime(),
    span: clock.span,
    officeClass: clock.officeClass,
    extensions: clock.extensions,
    pauses: clock.pauses.map(({ from, to }) => ({ from: from.getTime(), to: to?.getTime() ?? null })),
  };
}

export const reckonClock = (clock: ClockRecord, at: Date, calendar: WorkingCalendar): Reckoning =>
  reckon(termsOf(clock), at.getTime(), calendar);

/** How far an alarm that had always known these moments would have got by now; what was told and is still true stays told. */
export function progressAt(
  clock: Pick<ClockRecord, 'light' | 'overdueDays'>,
  reckoning: Pick<Reckoning, 'due' | 'yellow' | 'remind'>,
  at: Date,
): { light: ClockLight; reminded: boolean; overdueDays: number } {
  const now = at.getTime();
  const light = now >= reckoning.due ? 'RED' : now >= reckoning.yellow ? 'YELLOW' : 'GREEN';
  // A light that has not been told yet is the alarm's to tell; a change of terms only takes lights back.
  const told = rank(light) < rank(clock.light) ? light : clock.light;
  return {
    light: told,
    reminded: told === 'RED' || (told === 'YELLOW' && now >= reckoning.remind),
    overdueDays: told === 'RED' ? clock.overdueDays : 0,
  };
}

const rank = (light: ClockLight): number => ['GREEN', 'YELLOW', 'RED'].indexOf(light);
