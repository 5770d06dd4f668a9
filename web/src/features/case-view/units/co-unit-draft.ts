import { MATTER } from '../../../../../common/src/text/matter.js';

/** One line of the dialog: a unit and what is asked of it. */
export interface CoUnitLine {
  /** Stays with the line while others come and go. */
  key: number;
  unitId: string | null;
  matter: string;
}

export const MOST_AT_ONCE = 20;

export type LineProblem = 'unit' | 'twice' | 'matter';

export const emptyLine = (key: number): CoUnitLine => ({ key, unitId: null, matter: '' });

/** What is missing or wrong, by the line's key; empty: it may be sent. */
export function problemsOf(lines: readonly CoUnitLine[]): Map<number, LineProblem> {
  const problems = new Map<number, LineProblem>();
  for (const [index, { key, unitId, matter }] of lines.entries()) {
    if (!unitId) problems.set(key, 'unit');
    else if (lines.findIndex((line) => line.unitId === unitId) < index) problems.set(key, 'twice');
    else if ([...matter.trim()].length < MATTER.shortest) problems.set(key, 'matter');
  }
  return problems;
}
