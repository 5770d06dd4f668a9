import { dueRange } from '../../../../common/src/case-list/due-range.js';
import type { TaskRowFragment } from '../../gql/documents.generated.js';
import { lightAt } from '../../lib/remaining.js';
import type { ListAddress } from './list-address.js';

export type ListReader = { userId: string; groups: readonly string[] };

/** Whether a task that has just changed belongs to this list, by the rules the API filters with. */
export function belongsToList(row: TaskRowFragment, address: ListAddress, reader: ListReader, now: number): boolean {
  if (row.state === 'COMPLETED' || row.state === 'CANCELED' || row.state === 'COMPLETING') return false;
  return inScope(row, address, reader) && inFilters(row, address, now);
}

function inScope(row: TaskRowFragment, { scope }: ListAddress, { userId, groups }: ListReader): boolean {
  const mine = row.holder?.id === userId;
  const claimable = !row.holder && row.candidateGroups.some((group) => groups.includes(group));
  if (scope === 'MINE') return mine;
  if (scope === 'UNASSIGNED') return claimable;
  return scope === 'ALL' || mine || row.candidateGroups.some((group) => groups.includes(group));
}

function inFilters(row: TaskRowFragment, address: ListAddress, now: number): boolean {
  const { kind, phase, urgency, light, due, category, unit } = address;
  if (kind.length > 0 && !kind.includes(row.kind)) return false;
  if (phase.length > 0 && !(row.phase && phase.includes(row.phase))) return false;
  if (urgency.length > 0 && !urgency.includes(row.urgency)) return false;
  if (light.length > 0 && !(row.dueAt && light.includes(lightAt(now, row.dueAt, row.yellowAt)))) return false;
  if (address.paused && !row.pausedAt) return false;
  if (category && row.category?.code !== category && !row.category?.code.startsWith(`${category}-`)) return false;
  if (unit && row.unit?.id !== unit) return false;
  const { dueFrom, dueTo } = dueRange(due, now);
  if (dueFrom && !(row.dueAt && Date.parse(row.dueAt) >= Date.parse(dueFrom))) return false;
  if (dueTo && !(row.dueAt && Date.parse(row.dueAt) < Date.parse(dueTo))) return false;
  const text = address.text.trim();
  return text.length < 2 || row.title.includes(text) || row.caseNumber.includes(text.toUpperCase());
}
