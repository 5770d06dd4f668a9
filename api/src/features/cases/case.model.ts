/** Pure facts and rules of a case. */
export type CaseStatus =
  | 'RECEIVED'
  | 'QUALITY_CHECK'
  | 'DISPATCHING'
  | 'CONSULTING'
  | 'DISPATCHED'
  | 'IN_PROGRESS'
  | 'REPLIED'
  | 'FOLLOW_UP'
  | 'RETURN_REQUESTED'
  | 'PAUSED'
  | 'REWORK'
  | 'HARD_LEDGER'
  | 'RECTIFYING'
  | 'CLOSED'
  | 'ARCHIVED'
  | 'ANSWERED'
  | 'EMERGENCY_TRANSFERRED'
  | 'REDIRECTED'
  | 'MERGED'
  | 'WITHDRAWN'
  | 'VOID';

export type EndStatus =
  | 'CLOSED'
  | 'ANSWERED'
  | 'EMERGENCY_TRANSFERRED'
  | 'REDIRECTED'
  | 'MERGED'
  | 'WITHDRAWN'
  | 'VOID';

export interface CaseRecord {
  id: string;
  number: string;
  type: string;
  channel: string;
  categoryCode: string | null;
  areaCode: string | null;
  title: string;
  secrecy: string;
  urgency: number;
  status: CaseStatus;
  phase: string;
  requesterId: string;
  duplicateOf: string | null;
  closeType: string | null;
  leadUnitId: string | null;
  firstReceiverUserId: string | null;
  replyText: string | null;
  reworkCount: number;
  urgeCount: number;
  receivedAt: Date;
  closedAt: Date | null;
  engineId: number | null;
  instanceKey: string | null;
}

export const isOpen = (record: Pick<CaseRecord, 'closedAt'>): boolean => record.closedAt === null;

const TITLE_LENGTH = 40;

/** The first words of the request, when nobody gave a title. */
export function titleOf(text: string, given?: string | null): string {
  const title = (given ?? '').trim() || text.trim().replace(/\s+/g, ' ');
  const letters = [...title];
  return letters.length > TITLE_LENGTH ? `${letters.slice(0, TITLE_LENGTH).join('')}…` : title;
}

/** Reports of others' unlawful acts keep their author secret unless the author says otherwise (domain.md section 2.5). */
export const secrecyOf = (type: string, given?: string | null): string =>
  given ?? (type === 'REPORT' ? 'STRICT' : 'NORMAL');

/** Share of two-character tokens that two texts have in common, 0 to 1. */
export function likeness(left: readonly string[], right: readonly string[]): number {
  if (left.length === 0 || right.length === 0) return 0;
  const known = new Set(left);
  const common = right.filter((token) => known.has(token)).length;
  return common / (known.size + right.length - common);
}

/** Above this likeness a second request says nothing new (measured on the demo city's repeated calls). */
export const SAME_FACTS = 0.6;

/** Citizens may urge once an hour. */
export const URGE_PAUSE_MS = 3_600_000;
