import { readCaseNumber } from '../../../common/src/case-number/case-number.js';
import type { CaseFilter, CaseSort } from '../gql/documents.generated.js';
import type { CaseStatus, CaseType, Light } from '../gql/schema.generated.js';
import { type DueChoice, dueChoices, dueRange } from './due-range.js';

/** A unit, or the cases that are not with any yet. */
export const NO_UNIT = 'none';

/** What the address of the list says; plain words so that a link can be sent to a colleague. No personal data. */
export interface ListChoice {
  text: string;
  status: CaseStatus[];
  type: CaseType[];
  light: Light[];
  /** Only what stands still (停表). */
  paused: boolean;
  due: DueChoice | null;
  /** Exact bounds of the due moment (ISO, from inclusive), as links of the deadline board give them; `due` wins. */
  dueFrom: string | null;
  dueTo: string | null;
  /** Id, or NO_UNIT. */
  unitId: string | null;
  state: 'open' | 'ended' | 'all';
  sort: CaseSort;
}

const SORTS = new Map<string, CaseSort>([
  ['due', 'DUE_ASC'],
  ['light', 'LIGHT_DESC'],
]);

/** The list as it opens: everything under way, newest first. */
export const everything: ListChoice = {
  text: '',
  status: [],
  type: [],
  light: [],
  paused: false,
  due: null,
  dueFrom: null,
  dueTo: null,
  unitId: null,
  state: 'open',
  sort: 'RECEIVED_DESC',
};

export function readChoice(search: URLSearchParams): ListChoice {
  const list = <T extends string>(name: string) => (search.get(name)?.split(',').filter(Boolean) ?? []) as T[];
  const state = search.get('state');
  return {
    text: search.get('q') ?? '',
    status: list('status'),
    type: list('type'),
    light: list('light'),
    paused: search.get('paused') === '1',
    due: dueChoices.find((known) => known === search.get('due')) ?? null,
    dueFrom: instantIn(search.get('from')),
    dueTo: instantIn(search.get('to')),
    unitId: search.get('unit'),
    state: state === 'ended' || state === 'all' ? state : 'open',
    sort: SORTS.get(search.get('sort') ?? '') ?? everything.sort,
  };
}

export function writeChoice(choice: ListChoice): URLSearchParams {
  const search = new URLSearchParams();
  if (choice.text.trim()) search.set('q', choice.text.trim());
  for (const name of ['status', 'type', 'light'] as const) {
    if (choice[name].length > 0) search.set(name, choice[name].join(','));
  }
  if (choice.paused) search.set('paused', '1');
  if (choice.due) search.set('due', choice.due);
  if (choice.dueFrom) search.set('from', choice.dueFrom);
  if (choice.dueTo) search.set('to', choice.dueTo);
  if (choice.unitId) search.set('unit', choice.unitId);
  if (choice.state !== 'open') search.set('state', choice.state);
  for (const [name, sort] of SORTS) if (choice.sort === sort) search.set('sort', name);
  return search;
}

export function isNarrowed(choice: ListChoice): boolean {
  return (
    choice.text.trim() !== '' ||
    choice.unitId !== null ||
    choice.paused ||
    (choice.due ?? choice.dueFrom ?? choice.dueTo) !== null ||
    choice.status.length + choice.type.length + choice.light.length > 0
  );
}

/** A whole case number looks in every state; anything else is words. @param now application time (ms) */
export function filterOf(choice: ListChoice, now: number): CaseFilter {
  const text = choice.text.trim();
  const number = readCaseNumber(text);
  if (number) return { number };
  return {
    text: text.length >= 2 ? text : null,
    status: choice.status.length > 0 ? choice.status : null,
    type: choice.type.length > 0 ? choice.type : null,
    light: choice.light.length > 0 ? choice.light : null,
    ...(choice.paused ? { paused: true } : {}),
    ...(choice.due ? dueRange(choice.due, now) : { dueFrom: choice.dueFrom, dueTo: choice.dueTo }),
    ...(choice.unitId === NO_UNIT ? { withoutUnit: true } : { unitId: choice.unitId }),
    open: choice.state === 'all' ? null : choice.state === 'open',
  };
}

function instantIn(text: string | null): string | null {
  const instant = Date.parse(text ?? '');
  return Number.isNaN(instant) ? null : new Date(instant).toISOString();
}
