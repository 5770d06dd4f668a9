import { readCaseNumber } from '../../../../common/src/case-number/case-number.js';
import type { CaseFilter, CaseSort } from '../../gql/documents.generated.js';
import type { CaseStatus, CaseType, Light } from '../../gql/schema.generated.js';

/** What the address of the list says; plain words so that a link can be sent to a colleague. No personal data. */
export interface ListChoice {
  text: string;
  status: CaseStatus[];
  type: CaseType[];
  light: Light[];
  unitId: string | null;
  state: 'open' | 'ended' | 'all';
  sort: CaseSort;
}

export function readChoice(search: URLSearchParams): ListChoice {
  const list = <T extends string>(name: string) => (search.get(name)?.split(',').filter(Boolean) ?? []) as T[];
  const state = search.get('state');
  return {
    text: search.get('q') ?? '',
    status: list('status'),
    type: list('type'),
    light: list('light'),
    unitId: search.get('unit'),
    state: state === 'ended' || state === 'all' ? state : 'open',
    sort: search.get('sort') === 'due' ? 'DUE_ASC' : 'RECEIVED_DESC',
  };
}

export function writeChoice(choice: ListChoice): URLSearchParams {
  const search = new URLSearchParams();
  if (choice.text.trim()) search.set('q', choice.text.trim());
  for (const name of ['status', 'type', 'light'] as const) {
    if (choice[name].length > 0) search.set(name, choice[name].join(','));
  }
  if (choice.unitId) search.set('unit', choice.unitId);
  if (choice.state !== 'open') search.set('state', choice.state);
  if (choice.sort === 'DUE_ASC') search.set('sort', 'due');
  return search;
}

export function isNarrowed(choice: ListChoice): boolean {
  return (
    choice.text.trim() !== '' ||
    choice.unitId !== null ||
    choice.status.length + choice.type.length + choice.light.length > 0
  );
}

/** A whole case number looks in every state; anything else is words. */
export function filterOf(choice: ListChoice): CaseFilter {
  const text = choice.text.trim();
  const number = readCaseNumber(text);
  if (number) return { number };
  return {
    text: text.length >= 2 ? text : null,
    status: choice.status.length > 0 ? choice.status : null,
    type: choice.type.length > 0 ? choice.type : null,
    light: choice.light.length > 0 ? choice.light : null,
    unitId: choice.unitId,
    open: choice.state === 'all' ? null : choice.state === 'open',
  };
}
