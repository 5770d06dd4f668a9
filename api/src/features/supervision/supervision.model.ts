/** Pure facts and rules of supervision (domain.md section 3.6). */
export type SupervisionLevel = 1 | 2 | 3 | 4 | 5;
export type SupervisionTrigger =
  | 'RED'
  | 'URGES'
  | 'UNANSWERED'
  | 'REWORK'
  | 'DISPUTE'
  | 'LINKED'
  | 'INSTRUCTION'
  | 'RISK'
  | 'MANUAL';
export type SupervisionState = 'OPEN' | 'SIGNED' | 'ANSWERED' | 'ACCEPTED' | 'CLOSED' | 'DROPPED';

export const MISCONDUCTS = ['RUDE', 'NOT_HANDLING', 'SHIRKING', 'LEAKING', 'RETALIATION'] as const;
export type Misconduct = (typeof MISCONDUCTS)[number];

export interface OrderRecord {
  id: string;
  number: string;
  caseId: string;
  /** The co-unit's share it is about; null: the case itself. */
  assignmentId: string | null;
  /** The centre's own step it is about; null: what a unit owes. */
  step: CentreStep | null;
  level: SupervisionLevel;
  trigger: SupervisionTrigger;
  unitId: string | null;
  state: SupervisionState;
  openedBy: string | null;
  answeredBy: string | null;
  signedBy: string | null;
  misconduct: Misconduct | null;
  engineId: number | null;
  instanceKey: string | null;
}

export const LIVE_STATES: readonly SupervisionState[] = ['OPEN', 'SIGNED', 'ANSWERED', 'ACCEPTED'];

export const isLiveOrder = ({ state }: Pick<OrderRecord, 'state'>): boolean => LIVE_STATES.includes(state);

/** Waits for the unit: its leader's signature or its answer. */
export const isUnanswered = ({ state }: Pick<OrderRecord, 'state'>): boolean => state === 'OPEN' || state === 'SIGNED';

/** Limits of the handling unit. */
const OF_THE_UNIT: readonly string[] = ['SIGN', 'FIRST_CONTACT', 'REPLY', 'HANDLE', 'APPROVAL', 'CO_HANDLE'];

/** Limits of the centre's own steps on the route, which it answers for as a unit does for its own. */
export const CENTRE_STEPS = [
  'ACCEPT',
  'ANSWER',
  'HANDOVER',
  'DISPATCH',
  'CLOSE_REVIEW',
  'FOLLOW_UP',
  'EXPLAIN_CLOSE',
] as const;
export type CentreStep = (typeof CENTRE_STEPS)[number];

export const isCentreStep = (kind: string): kind is CentreStep => (CENTRE_STEPS as readonly string[]).includes(kind);

/** Limits of an order itself: of the answer, and of what comes before it on L3 and L4. */
export const ORDER_LIMITS = ['SUPERVISION_ANSWER', 'JOINT_MEETING', 'LEADER_INSTRUCTION'] as const;

export const isOrderLimit = (kind: string): boolean => (ORDER_LIMITS as readonly string[]).includes(kind);

interface Rung {
  level: SupervisionLevel;
  trigger: SupervisionTrigger;
}

interface Alarm {
  milestone: string;
  /** Working days past the due moment, this one included. */
  overdueDays: number;
}

/** Working days past a unit's limit from which on a level is due: 2 wd after L2 comes L3, 3 wd after L3 comes L4. */
const LEVEL_AFTER_DAYS: Readonly<Record<number, SupervisionLevel>> = { 1: 2, 3: 3, 6: 4 };

/**
 * The ladder of a step of the centre ends at L2, signed by the head of the hotline: there are no units to bring together in a
 * joint meeting (L3), and L4 would ask for a written word of the same head. Its supervisors hear of it each working day.
 */
const HIGHEST_FOR_CENTRE: SupervisionLevel = 2;

/** Which rung of the ladder an alarm of a case's clock reaches; null: none. */
export function rungOfClock(kind: string, { milestone, overdueDays }: Alarm): Rung | null {
  if (!OF_THE_UNIT.includes(kind) && !isCentreStep(kind)) return null;
  if (milestone === 'RED') return { level: 1, trigger: 'RED' };
  const level = milestone === 'OVERDUE_DAY' ? LEVEL_AFTER_DAYS[overdueDays] : undefined;
  if (!level || (isCentreStep(kind) && level > HIGHEST_FOR_CENTRE)) return null;
  return { level, trigger: 'UNANSWERED' };
}

/** Whether a limit of the centre itself has run out and no order tells its supervisors of it. */
export function isLateAtCentre(kind: string, { milestone }: Pick<Alarm, 'milestone'>): boolean {
  if (isOrderLimit(kind) || OF_THE_UNIT.includes(kind)) return false;
  return milestone === 'OVERDUE_DAY' || (milestone === 'RED' && !isCentreStep(kind));
}

/**
 * Which rung an alarm of an unanswered order's own limit reaches: L2 at once, L3 after 2 wd more, L4 after 3 wd more. The
 * meeting of L3 has two working days; one more without it makes the three after which L4 comes.
 */
export function rungOfOrder(
  { level, state, step }: Pick<OrderRecord, 'level' | 'state' | 'step'>,
  kind: string,
  { milestone, overdueDays }: Alarm,
): Rung | null {
  if (!isUnanswered({ state })) return null;
  const trigger = 'UNANSWERED';
  if (step !== null && level >= HIGHEST_FOR_CENTRE) return null;
  if (kind === 'JOINT_MEETING') return milestone === 'OVERDUE_DAY' && overdueDays === 1 ? { level: 4, trigger } : null;
  if (level === 1 && milestone === 'RED') return { level: 2, trigger };
  if (level === 2 && milestone === 'OVERDUE_DAY' && overdueDays === 2) return { level: 3, trigger };
  if (level === 3 && milestone === 'OVERDUE_DAY' && overdueDays === 3) return { level: 4, trigger };
  return null;
}

/** Two urges within 24 hours, or three in all (domain.md section 3.6). */
export const urgesCallForSupervision = ({ inAll, inLastDay }: { inAll: number; inLastDay: number }): boolean =>
  inLastDay >= 2 || inAll >= 3;

/** Levels whose first step is limited by the answer's span from the moment the order is opened. */
export const answerLimitRunsAtOnce = (level: SupervisionLevel): boolean => level <= 2;
