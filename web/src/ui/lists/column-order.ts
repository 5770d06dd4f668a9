/**
 * All columns as a reader would find them: the chosen ones in their own order, each other where the screen's order has it
 * among them.
 * @param all in the order of the screen
 */
export function allInOrder<C extends string>(all: readonly C[], chosen: readonly C[]): C[] {
  const order = [...chosen];
  for (const column of all) {
    if (!order.includes(column)) order.splice(placeOf(column, all, order), 0, column);
  }
  return order;
}

/** The chosen ones with one more, where the screen's order has it among them. */
export function withColumn<C extends string>(all: readonly C[], chosen: readonly C[], column: C): C[] {
  if (chosen.includes(column)) return [...chosen];
  return chosen.toSpliced(placeOf(column, all, chosen), 0, column);
}

/** The chosen ones with one of them a place further up (-1) or down (1). */
export function moveColumn<C extends string>(chosen: readonly C[], column: C, by: -1 | 1): C[] {
  const from = chosen.indexOf(column);
  const to = from + by;
  if (from === -1 || to < 0 || to >= chosen.length) return [...chosen];
  return chosen.toSpliced(from, 1).toSpliced(to, 0, column);
}

/** Known names among what an account remembers, each once, in the order it remembers; null when nothing was chosen. */
export function readColumns<C extends string>(all: readonly C[], value: unknown): C[] | null {
  if (!Array.isArray(value)) return null;
  return [...new Set(value)].filter((name): name is C => all.includes(name));
}

/** Before the first one that the screen shows later. */
function placeOf<C extends string>(column: C, all: readonly C[], among: readonly C[]): number {
  const later = among.findIndex((one) => all.indexOf(one) > all.indexOf(column));
  return later === -1 ? among.length : later;
}
