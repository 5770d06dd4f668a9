import { readCaseNumber } from '../../../../common/src/case-number/case-number.js';
import type { Misconduct } from '../../gql/schema.generated.js';

export const MISCONDUCTS: readonly Misconduct[] = ['NOT_HANDLING', 'SHIRKING', 'RUDE', 'LEAKING', 'RETALIATION'];

export interface OrderDraft {
  level: number;
  reason: string;
  misconduct: Misconduct | null;
  /** Safety of many is at stake. */
  risk: boolean;
  /** Numbers as typed, separated by whatever people type. */
  linked: string;
}

export type DraftProblem = 'required' | 'misconduct' | 'linked';

/** Case numbers among the words, and the words that are none. */
export function readLinked(text: string): { numbers: string[]; wrong: string[] } {
  const words = text.split(/[\s,，;；、]+/).filter(Boolean);
  const read = words.map((word) => readCaseNumber(word));
  return {
    numbers: [...new Set(read.filter((number): number is string => Boolean(number)))],
    wrong: words.filter((_, index) => !read[index]),
  };
}

/** What is missing or wrong, by field; empty: it may be sent. */
export function problemsOf(draft: OrderDraft): Partial<Record<'reason' | 'misconduct' | 'linked', DraftProblem>> {
  return {
    ...(draft.reason.trim() ? {} : { reason: 'required' as const }),
    ...(draft.level === 5 && !draft.misconduct ? { misconduct: 'misconduct' as const } : {}),
    ...(draft.level < 5 && readLinked(draft.linked).wrong.length > 0 ? { linked: 'linked' as const } : {}),
  };
}
