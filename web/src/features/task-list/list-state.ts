import type { CombinedError } from 'urql';
import type { TaskRowFragment } from '../../gql/documents.generated.js';
import type { TaskState } from '../../gql/schema.generated.js';

export type ListRow = TaskRowFragment & {
  /** No longer in this list (taken, done, moved on); kept in its place until the reader refreshes. */
  gone: boolean;
  /** Changed by someone else since it was read: marked for a moment. */
  touched: number;
};

export type ListState = {
  status: 'loading' | 'ready' | 'failed';
  rows: ListRow[];
  endCursor: string | null;
  hasNext: boolean;
  loadingMore: boolean;
  error: CombinedError | null;
  /** Tasks that would be in the list if it were read now. */
  news: ReadonlySet<string>;
  /** Changes may have been missed. */
  stale: boolean;
};

export const emptyList: ListState = {
  status: 'loading',
  rows: [],
  endCursor: null,
  hasNext: false,
  loadingMore: false,
  error: null,
  news: new Set(),
  stale: false,
};

type Change = {
  id: string;
  /** As it is now; null when the reader may not see it any more. */
  row: TaskRowFragment | null;
  /** The state that the change told of, for a row that cannot be read. */
  state?: TaskState;
  fits: boolean;
  byMe: boolean;
};

type Action =
  | { type: 'start' }
  | { type: 'restore'; state: ListState; stale: boolean }
  | { type: 'loadingMore' }
  | {
      type: 'read';
      rows: TaskRowFragment[];
      page: { hasNextPage: boolean; endCursor: string | null };
      after: string | null;
    }
  | { type: 'failed'; error: CombinedError }
  | { type: 'stale' }
  | ({ type: 'changed' } & Change)
  | { type: 'mine'; row: TaskRowFragment };

export function reduceList(state: ListState, action: Action): ListState {
  switch (action.type) {
    case 'start':
      return { ...emptyList, rows: [] };
    case 'restore':
      return { ...action.state, loadingMore: false, stale: action.stale || action.state.stale };
    case 'loadingMore':
      return { ...state, loadingMore: true, error: null };
    case 'read':
      return read(state, action.rows, action.page, action.after !== null);
    case 'failed':
      return {
        ...state,
        status: state.status === 'loading' ? 'failed' : state.status,
        loadingMore: false,
        error: action.error,
      };
    case 'stale':
      return state.status === 'ready' ? { ...state, stale: true } : state;
    case 'changed':
      return changed(state, action);
    case 'mine':
      return {
        ...state,
        rows: state.rows.map((row) =>
          row.id === action.row.id ? { ...action.row, gone: false, touched: row.touched } : row,
        ),
      };
  }
}

function read(
  state: ListState,
  rows: TaskRowFragment[],
  page: { hasNextPage: boolean; endCursor: string | null },
  append: boolean,
): ListState {
  const before = append ? state.rows : [];
  const known = new Set(before.map((row) => row.id));
  // A row whose due moment changed between two pages may come twice.
  const fresh = rows.filter((row) => !known.has(row.id)).map((row) => ({ ...row, gone: false, touched: 0 }));
  return {
    ...state,
    status: 'ready',
    rows: [...before, ...fresh],
    endCursor: page.endCursor,
    hasNext: page.hasNextPage,
    loadingMore: false,
    error: null,
    news: append ? state.news : new Set(),
    stale: append ? state.stale : false,
  };
}

function changed(state: ListState, { id, row, state: told, fits, byMe }: Change): ListState {
  const listed = state.rows.find((known) => known.id === id);
  if (!listed) {
    if (fits === state.news.has(id)) return state;
    const news = new Set(state.news);
    if (fits) news.add(id);
    else news.delete(id);
    return { ...state, news };
  }
  const next: ListRow = {
    ...(row ?? { ...listed, state: told ?? listed.state }),
    gone: !fits && !(byMe && row?.state === 'CLAIMED'),
    touched: listed.touched + (byMe ? 0 : 1),
  };
  return { ...state, rows: state.rows.map((known) => (known.id === id ? next : known)) };
}
