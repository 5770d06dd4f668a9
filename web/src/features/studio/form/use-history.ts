import { useCallback, useState } from 'react';

const MOST = 200;

type History<T> = { past: readonly T[]; now: T; future: readonly T[] };

/** A value whose changes can be undone and done again. */
export function useHistory<T>(first: T) {
  const [history, setHistory] = useState<History<T>>({ past: [], now: first, future: [] });

  const change = useCallback((next: T) => {
    setHistory(({ past, now }) =>
      next === now ? { past, now, future: [] } : { past: [...past, now].slice(-MOST), now: next, future: [] },
    );
  }, []);

  const undo = useCallback(() => {
    setHistory((history) => {
      const before = history.past.at(-1);
      if (before === undefined) return history;
      return { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future] };
    });
  }, []);

  const redo = useCallback(() => {
    setHistory((history) => {
      const [next, ...rest] = history.future;
      if (next === undefined) return history;
      return { past: [...history.past, history.now], now: next, future: rest };
    });
  }, []);

  return { now: history.now, change, undo, redo, canUndo: history.past.length > 0, canRedo: history.future.length > 0 };
}
