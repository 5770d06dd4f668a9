/** What a row can show beside its light and its title, in the order of the screen. */
export const columns = ['number', 'category', 'area', 'unit', 'step', 'arrived', 'due', 'holder', 'channel'] as const;

export type Column = (typeof columns)[number];

export const usualColumns: readonly Column[] = ['number', 'category', 'area', 'step', 'holder', 'channel'];

/** Two lines a row: what stands under the title. */
export const narrowColumns: readonly Column[] = ['number', 'step', 'holder'];

/** Pixels at 13 px type; a longer word is cut and stands in full on hover. */
const widths: Record<Column, number> = {
  number: 132,
  category: 96,
  area: 88,
  unit: 96,
  step: 112,
  arrived: 92,
  due: 92,
  holder: 68,
  channel: 28,
};

/** Who works a list misses these first. */
const byNeed: readonly Column[] = ['step', 'holder', 'due', 'number', 'category', 'unit', 'area', 'arrived', 'channel'];

const gap = 12;
const check = 24;
const light = 136;
const narrowestTitle = 240;

const edges = 32;

/** The chosen columns that leave the title room to be read in a list of `width` pixels: the least needed go first. */
export function columnsThatFit(chosen: readonly Column[], width: number): Column[] {
  let left = width - edges - check - light - narrowestTitle - 2 * gap;
  const fitting = byNeed.filter((column) => {
    if (!chosen.includes(column)) return false;
    left -= widths[column] + gap;
    return left >= 0;
  });
  return chosen.filter((column) => fitting.includes(column));
}

/** The grid of a row: mark, light, and the title where people look for it, after the number. */
export function gridOf(shown: readonly Column[]): string {
  const sizes = shown.map((column) => `${widths[column]}px`);
  if (shown[0] === 'number') sizes.splice(1, 0, 'minmax(0, 1fr)');
  else sizes.unshift('minmax(0, 1fr)');
  return [`${check}px`, `${light}px`, ...sizes].join(' ');
}
