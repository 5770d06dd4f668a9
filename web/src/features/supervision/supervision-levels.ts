/** Levels that the reader may open on a case now, as the server's actions (open1 … open5) say. */
export const levelsIn = (actions: readonly string[]): number[] =>
  actions.flatMap((action) => /^open([1-5])$/.exec(action)?.[1] ?? []).map(Number);
