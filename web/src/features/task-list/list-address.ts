import { caseListChoices } from '../../../../common/src/case-list/case-list-address.js';
import { type DueChoice, dueChoices, dueRange } from '../../../../common/src/case-list/due-range.js';
import type { TaskFilter, TaskSort } from '../../gql/documents.generated.js';
import type { Light, Phase, TaskScope } from '../../gql/schema.generated.js';

/** What the list shows; all of it stands in the address, so that reload, back and a sent link show the same. */
export type ListAddress = {
  scope: TaskScope;
  kind: string[];
  phase: Phase[];
  urgency: number[];
  light: Light[];
  /** Only what stands still (停表). */
  paused: boolean;
  due: DueChoice | null;
  category: string | null;
  unit: string | null;
  text: string;
  sort: TaskSort;
};

const scopes: readonly TaskScope[] = ['MINE', 'UNASSIGNED', 'MY_GROUPS', 'ALL'];
const sorts: readonly TaskSort[] = ['DUE_ASC', 'LIGHT_DESC', 'URGENCY_DESC', 'CREATED_DESC'];
const { lights, phases } = caseListChoices;
export const choices = { scopes, sorts, phases, urgencies: [4, 3, 2] };

export const defaultAddress: ListAddress = {
  scope: 'MY_GROUPS',
  kind: [],
  phase: [],
  urgency: [],
  light: [],
  paused: false,
  due: null,
  category: null,
  unit: null,
  text: '',
  sort: 'DUE_ASC',
};

function known<T extends string>(list: readonly T[], value: string | null): T | null {
  return list.find((item) => item === value) ?? null;
}

function several<T extends string>(list: readonly T[], value: string | null): T[] {
  const wanted = value?.split(',') ?? [];
  return list.filter((item) => wanted.includes(item));
}

export function readAddress(search: URLSearchParams): ListAddress {
  return {
    scope: known(scopes, search.get('scope')) ?? defaultAddress.scope,
    kind: search.get('kind')?.split(',').filter(Boolean) ?? [],
    phase: several(phases, search.get('phase')),
    urgency: choices.urgencies.filter((level) => search.get('urgency')?.split(',').includes(String(level))),
    light: several(lights, search.get('light')),
    paused: search.get('paused') === '1',
    due: known(dueChoices, search.get('due')),
    category: search.get('category'),
    unit: search.get('unit'),
    text: search.get('q') ?? '',
    sort: known(sorts, search.get('sort')) ?? defaultAddress.sort,
  };
}

/** Only what differs from the default, in a fixed order, so that equal lists have equal addresses. */
export function writeAddress(address: ListAddress): URLSearchParams {
  const search = new URLSearchParams();
  const put = (name: string, value: string | null) => value && search.set(name, value);
  put('scope', address.scope === defaultAddress.scope ? null : address.scope);
  put('kind', address.kind.join(','));
  put('phase', address.phase.join(','));
  put('urgency', address.urgency.join(','));
  put('light', address.light.join(','));
  put('paused', address.paused ? '1' : null);
  put('due', address.due);
  put('category', address.category);
  put('unit', address.unit);
  put('q', address.text.trim());
  put('sort', address.sort === defaultAddress.sort ? null : address.sort);
  return search;
}

/** How many filters are set beside the scope. */
export function countFilters(address: ListAddress): number {
  const lists = [address.kind, address.phase, address.urgency, address.light];
  return (
    lists.filter((list) => list.length > 0).length +
    [address.paused, address.due, address.category, address.unit].filter(Boolean).length
  );
}

/** The same as the API understands it. */
export function toFilter(address: ListAddress, now: number): TaskFilter {
  const list = <T>(values: T[]) => (values.length > 0 ? values : undefined);
  return {
    scope: address.scope,
    kind: list(address.kind),
    phase: list(address.phase),
    urgency: list(address.urgency),
    light: list(address.light),
    paused: address.paused || undefined,
    ...dueRange(address.due, now),
    categoryCode: address.category ?? undefined,
    unitId: address.unit ?? undefined,
    text: address.text.trim().length >= 2 ? address.text.trim() : undefined,
  };
}
