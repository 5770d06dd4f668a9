import {
  type CaseListChoice,
  everything,
  NO_UNIT,
  writeCaseList,
} from '../../../../common/src/case-list/case-list-address.js';
import type { DeadlineBoardQuery } from '../../gql/documents.generated.js';

export type Board = DeadlineBoardQuery['deadlineBoard'];
export type BoardRow = Board['rows'][number];

export const columns = ['overdue', 'today', 'tomorrow', 'thisWeek', 'later', 'paused'] as const;
export type BoardColumn = (typeof columns)[number];

type Bounds = Pick<Board, 'tomorrowFrom' | 'tomorrowTo' | 'weekTo'>;

/** Which cases a column counts, as the case list understands it. */
function choiceOf(column: BoardColumn, { tomorrowFrom, tomorrowTo, weekTo }: Bounds): Partial<CaseListChoice> {
  switch (column) {
    case 'overdue':
      return { light: ['RED'] };
    case 'today':
      return { light: ['YELLOW', 'GREEN'], dueTo: tomorrowFrom };
    case 'tomorrow':
      return { dueFrom: tomorrowFrom, dueTo: tomorrowTo };
    case 'thisWeek':
      return { dueFrom: tomorrowTo, dueTo: weekTo };
    case 'later':
      return { dueFrom: Date.parse(weekTo) > Date.parse(tomorrowTo) ? weekTo : tomorrowTo };
    case 'paused':
      return { paused: true };
  }
}

/** Address of the list with exactly the cases behind a number. @param unit a unit's id, null: not with any yet, undefined: all */
export function listBehind(column: BoardColumn, unit: string | null | undefined, bounds: Bounds): string {
  const choice: CaseListChoice = {
    ...everything,
    ...choiceOf(column, bounds),
    unitId: unit === undefined ? null : (unit ?? NO_UNIT),
    sort: 'DUE_ASC',
  };
  return `/cases?${writeCaseList(choice)}`;
}

/** Sums of all columns. */
export function totals(rows: readonly BoardRow[]): Record<BoardColumn, number> {
  const sum = (column: BoardColumn) => rows.reduce((all, row) => all + row[column], 0);
  return Object.fromEntries(columns.map((column) => [column, sum(column)])) as Record<BoardColumn, number>;
}
