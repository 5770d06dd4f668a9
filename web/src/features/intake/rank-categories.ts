import type { CategoryItem } from '../../lib/reference-data.js';

/**
 * Leaves that match what was typed, best first: name or first letters from the start, then anywhere, then full pinyin,
 * then a higher level's name. Nothing typed: all of them in display order.
 */
export function rankCategories(leaves: CategoryItem[], typed: string): CategoryItem[] {
  const wanted = typed.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
  if (!wanted) return leaves;
  return leaves
    .map((leaf) => ({ leaf, rank: rankOf(leaf, wanted) }))
    .filter((entry) => entry.rank < 9)
    .sort((left, right) => left.rank - right.rank)
    .map((entry) => entry.leaf);
}

function rankOf(leaf: CategoryItem, wanted: string): number {
  const name = leaf.name.toLowerCase();
  const initials = leaf.initials.toLowerCase();
  const pinyin = leaf.pinyin.replaceAll(/\s/g, '').toLowerCase();
  if (name === wanted || initials === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (initials.startsWith(wanted)) return 2;
  if (pinyin.startsWith(wanted)) return 3;
  if (name.includes(wanted)) return 4;
  if (initials.includes(wanted)) return 5;
  if (pinyin.includes(wanted)) return 6;
  if (leaf.code === wanted) return 0;
  return leaf.path.toLowerCase().includes(wanted) ? 7 : 9;
}
