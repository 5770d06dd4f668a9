import type { CaseRow } from '../cases/cases.public.js';

/** What a row of a list shows of its case; no resolver of these fields may need more of it. */
export type ListedCase = Pick<
  CaseRow,
  'id' | 'channel' | 'secrecy' | 'provisional' | 'urgeCount' | 'supervisionLevel' | 'reworkCount'
>;

export interface TaskRow {
  id: string;
  kind: string;
  name: string;
  elementId: string;
  processId: string;
  subjectId: string | null;
  state: string;
  holderId: string | null;
  completedById: string | null;
  unitId: string | null;
  caseId: string;
  caseNumber: string;
  title: string;
  categoryCode: string | null;
  areaCode: string | null;
  urgency: number;
  phase: string | null;
  clockKind: string | null;
  clockSpan: string | null;
  officeClass: string | null;
  dueAt: Date | null;
  yellowAt: Date | null;
  pausedAt: Date | null;
  createdAt: Date;
  claimedAt: Date | null;
  endedAt: Date | null;
  formId: string | null;
  formVersion: number | null;
  engineId: number;
  draft: unknown;
  draftSavedAt: Date | null;
  result: unknown;
  groups: string[];
  /** Where the list was asked for its cases. */
  case?: ListedCase;
  /** Where it was looked up with its list: name of the rule by which the reader may not work on it, null when they may. */
  refusedBy?: string | null;
}
