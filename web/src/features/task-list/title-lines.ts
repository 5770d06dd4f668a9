/** Pixels of one sign at the 14 px of narrow rows: Chinese ones are square, others a little over half of it. */
const SQUARE = 14;
const LATIN = 7.8;
/** Edges, mark and gap of a row, and some room for its badges. */
const BESIDE = 88;

/** Whether a title takes one line or two in a narrow row of `width` pixels; rows have their height before they are drawn. */
export function titleLines(title: string, width: number): 1 | 2 {
  let needed = 0;
  for (const sign of title) needed += (sign.codePointAt(0) ?? 0) > 0x2e7f ? SQUARE : LATIN;
  return needed > width - BESIDE ? 2 : 1;
}
