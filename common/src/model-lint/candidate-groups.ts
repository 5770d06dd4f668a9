import { type FeelToken, feelTokens } from './feel-tokens.js';

/**
 * The groups an assignment names, as far as they are written down: `role:QC`, and `unit:{leadUnit}:HA` where a variable
 * says which unit. A group that a variable names as a whole is not known before a case runs, and left out.
 */
export function candidateGroups(assignment: string | undefined): string[] {
  if (typeof assignment !== 'string') return [];
  if (!assignment.startsWith('=')) return assignment.split(',').flatMap((group) => group.trim() || []);
  const groups = listItems(feelTokens(assignment.slice(1)) ?? []).map(groupOf);
  return [...new Set(groups.filter((group) => group !== null))];
}

/** The items of every list in an expression, those in its branches too. */
function listItems(tokens: readonly FeelToken[]): FeelToken[][] {
  const items: FeelToken[][] = [];
  let item: FeelToken[] | null = null;
  for (const token of tokens) {
    const mark = token.kind === 'symbol' ? token.value : '';
    if (mark === '[') item = [];
    else if (item && (mark === ']' || mark === ',')) {
      items.push(item);
      item = mark === ',' ? [] : null;
    } else item?.push(token);
  }
  return items;
}

function groupOf(item: readonly FeelToken[]): string | null {
  if (item[0]?.kind !== 'string') return null;
  return item
    .filter(({ kind, value }) => !(kind === 'symbol' && value === '+'))
    .map(({ kind, value }) => (kind === 'string' ? value : `{${value}}`))
    .join('');
}

/** The role in a group's name: of `role:QC` and of `unit:…:QC`; undefined for whole units and teams. */
export function roleOf(group: string): string | undefined {
  const [kind, first, second] = group.split(':');
  return kind === 'role' ? first : kind === 'unit' ? second : undefined;
}

/** Whether one person may be in both groups because of how they are named; two variables are taken for two units. */
export function overlap(one: string, other: string): boolean {
  if (one === other) return true;
  const [kind, unit, role] = one.split(':');
  const [otherKind, otherUnit, otherRole] = other.split(':');
  if (kind === 'team' || otherKind === 'team') return false;
  if (kind === 'unit' && otherKind === 'unit') return unit === otherUnit && (!role || !otherRole);
  return roleOf(one) !== undefined && roleOf(one) === roleOf(other);
}
