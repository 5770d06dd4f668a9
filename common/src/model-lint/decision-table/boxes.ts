/** What a row lets pass: one set of classes for each input. */
export type Box = readonly bigint[];

/** Comparisons of two boxes for one question about a table: about a second; then it is left open. */
export const MOST_STEPS = 1_000_000;

export function intersects(one: Box, other: Box): boolean {
  return one.every((classes, column) => (classes & (other[column] ?? 0n)) !== 0n);
}

/**
 * A part of `whole` that none of the boxes covers; null when they cover it; undefined when that is too much to find out.
 * The rest of a box around another is cut column by column, so each piece is again a box.
 */
export function uncovered(whole: Box, boxes: readonly Box[], budget: { left: number }): Box | null | undefined {
  if (whole.some((classes) => classes === 0n)) return null;
  const waiting: { piece: Box; from: number }[] = [{ piece: whole, from: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { piece } = next;
    let at = next.from;
    while (at < boxes.length && !intersects(piece, boxes[at] as Box)) at += 1;
    budget.left -= at - next.from + 1;
    if (budget.left < 0) return undefined;
    const box = boxes[at];
    if (!box) return piece;
    const inside = [...piece];
    for (let column = 0; column < piece.length; column += 1) {
      const outside = (piece[column] ?? 0n) & ~(box[column] ?? 0n);
      if (outside !== 0n) {
        const rest = [...inside];
        rest[column] = outside;
        waiting.push({ piece: rest, from: at + 1 });
      }
      inside[column] = (piece[column] ?? 0n) & (box[column] ?? 0n);
    }
  }
  return null;
}
