import { readCaseNumber } from '../case-number/case-number.js';
import { DAY_MS, dayOfDate, startOfShanghaiDay } from '../working-time/shanghai-time.js';
import { channels, phases, caseStatuses as statuses, caseTypes as types } from './case-enums.generated.js';
import { type DueChoice, dueChoices, dueRange } from './due-range.js';

const lights = ['RED', 'YELLOW', 'GREEN'] as const;
const urgencies = ['4', '3', '2'] as const;
const states = ['open', 'ended', 'all'] as const;
/** As the address says it, and as the API does. */
const sorts = {
  received: 'RECEIVED_DESC',
  oldest: 'RECEIVED_ASC',
  due: 'DUE_ASC',
  light: 'LIGHT_DESC',
  closed: 'CLOSED_DESC',
} as const;

/** What can be chosen, in the order of the screen. */
export const caseListChoices = {
  statuses,
  types,
  channels,
  phases,
  lights,
  urgencies,
  states,
  sorts: Object.values(sorts),
};

export type CaseListSort = (typeof sorts)[keyof typeof sorts];

/** A unit, or the cases that are not with any yet. */
export const NO_UNIT = 'none';

/**
 * What the address of the ledger says, for the page, its print and its export. Plain words, so that a link can be sent to a
 * colleague; of persons at most the last digits of a phone.
 */
export interface CaseListChoice {
  text: string;
  status: (typeof statuses)[number][];
  type: (typeof types)[number][];
  channel: (typeof channels)[number][];
  phase: (typeof phases)[number][];
  light: (typeof lights)[number][];
  urgency: (typeof urgencies)[number][];
  /** Only what stands still (停表). */
  paused: boolean;
  due: DueChoice | null;
  /** Exact bounds of the due moment (ISO, from inclusive), as links of the deadline board give them; `due` wins. */
  dueFrom: string | null;
  dueTo: string | null;
  /** Days in the city, `2026-11-01`, both inclusive. */
  receivedSince: string | null;
  receivedUntil: string | null;
  /** Id, or NO_UNIT. */
  unitId: string | null;
  categoryCode: string | null;
  areaCode: string | null;
  /** Four digits. */
  phoneLast4: string | null;
  state: (typeof states)[number];
  sort: CaseListSort;
}

/** The list as it opens: everything under way, newest first. */
export const everything: CaseListChoice = {
  text: '',
  status: [],
  type: [],
  channel: [],
  phase: [],
  light: [],
  urgency: [],
  paused: false,
  due: null,
  dueFrom: null,
  dueTo: null,
  receivedSince: null,
  receivedUntil: null,
  unitId: null,
  categoryCode: null,
  areaCode: null,
  phoneLast4: null,
  state: 'open',
  sort: 'RECEIVED_DESC',
};

/** Choices of several, by their name in the address. */
const severals = { status: statuses, type: types, channel: channels, phase: phases, light: lights, urgency: urgencies };
type Several = keyof typeof severals;

/** Choices of one text, by their name in the address. */
const singles = {
  from: 'dueFrom',
  to: 'dueTo',
  since: 'receivedSince',
  until: 'receivedUntil',
  unit: 'unitId',
  category: 'categoryCode',
  area: 'areaCode',
  phone: 'phoneLast4',
} as const;

/** What an address says; what it says wrongly is left out. */
export function readCaseList(search: URLSearchParams): CaseListChoice {
  const several = <K extends Several>(name: K): CaseListChoice[K] => {
    const wanted = search.get(name)?.split(',') ?? [];
    return (severals[name] as readonly string[]).filter((one) => wanted.includes(one)) as CaseListChoice[K];
  };
  const state = search.get('state');
  const phone = search.get('phone') ?? '';
  return {
    text: search.get('q') ?? '',
    status: several('status'),
    type: several('type'),
    channel: several('channel'),
    phase: several('phase'),
    light: several('light'),
    urgency: several('urgency'),
    paused: search.get('paused') === '1',
    due: dueChoices.find((known) => known === search.get('due')) ?? null,
    dueFrom: instantIn(search.get('from')),
    dueTo: instantIn(search.get('to')),
    receivedSince: dateIn(search.get('since')),
    receivedUntil: dateIn(search.get('until')),
    unitId: search.get('unit') || null,
    categoryCode: search.get('category') || null,
    areaCode: search.get('area') || null,
    phoneLast4: /^\d{4}$/.test(phone) ? phone : null,
    state: states.find((known) => known === state) ?? everything.state,
    sort: sorts[search.get('sort') as keyof typeof sorts] ?? everything.sort,
  };
}

/** Only what differs from the list as it opens, in a fixed order, so that equal lists have equal addresses. */
export function writeCaseList(choice: CaseListChoice): URLSearchParams {
  const search = new URLSearchParams();
  const put = (name: string, value: string | null) => value && search.set(name, value);
  put('q', choice.text.trim());
  for (const name of Object.keys(severals) as Several[]) put(name, choice[name].join(','));
  put('paused', choice.paused ? '1' : null);
  put('due', choice.due);
  for (const [name, field] of Object.entries(singles)) put(name, choice[field as keyof typeof choice] as string | null);
  put('state', choice.state === everything.state ? null : choice.state);
  for (const [name, sort] of Object.entries(sorts))
    if (choice.sort === sort && sort !== everything.sort) put('sort', name);
  return search;
}

/** How many filters are on beside the text; the two ends of a range are one. */
export function countFilters(choice: CaseListChoice): number {
  const { dueFrom, dueTo, receivedSince, receivedUntil } = choice;
  const lists = (Object.keys(severals) as Several[]).filter((name) => choice[name].length > 0);
  const others = [
    choice.paused,
    choice.due ?? dueFrom ?? dueTo,
    receivedSince ?? receivedUntil,
    choice.unitId,
    choice.categoryCode,
    choice.areaCode,
    choice.phoneLast4,
  ];
  return lists.length + others.filter(Boolean).length;
}

export function isNarrowed(choice: CaseListChoice): boolean {
  return choice.text.trim() !== '' || countFilters(choice) > 0;
}

/** The beginning of a case number with at least its year, typed as people do. */
const NUMBER_BEGINS = /^LC\d{2,12}[\dX]?$/;

/**
 * The same as the API understands it; instants as ISO texts. A whole case number looks in every state, the beginning of one
 * within the filters, anything else is words. @param now application time (ms)
 */
export function filterOfCaseList(choice: CaseListChoice, now: number) {
  const text = choice.text.trim();
  const number = readCaseNumber(text);
  if (number) return { number };
  const typed = text.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();
  const words = NUMBER_BEGINS.test(typed) ? { number: typed } : { text: [...text].length >= 2 ? text : null };
  const list = <T>(values: T[]) => (values.length > 0 ? values : null);
  const startOf = (date: string | null, plus: number) =>
    date === null ? null : new Date(startOfShanghaiDay(dayOfDate(date)) + plus).toISOString();
  return {
    ...words,
    status: list(choice.status),
    type: list(choice.type),
    channel: list(choice.channel),
    phase: list(choice.phase),
    light: list(choice.light),
    urgency: list(choice.urgency.map(Number)),
    ...(choice.paused ? { paused: true } : {}),
    ...(choice.due ? dueRange(choice.due, now) : { dueFrom: choice.dueFrom, dueTo: choice.dueTo }),
    receivedFrom: startOf(choice.receivedSince, 0),
    receivedTo: startOf(choice.receivedUntil, DAY_MS),
    ...(choice.unitId === NO_UNIT ? { withoutUnit: true } : { unitId: choice.unitId }),
    categoryCode: choice.categoryCode,
    areaCode: choice.areaCode,
    phoneLast4: choice.phoneLast4,
    open: choice.state === 'all' ? null : choice.state === 'open',
  };
}

/** An instant as an address says it, else null. */
export function instantIn(text: string | null): string | null {
  const instant = Date.parse(text ?? '');
  return Number.isNaN(instant) ? null : new Date(instant).toISOString();
}

function dateIn(text: string | null): string | null {
  try {
    dayOfDate(text ?? '');
    return text;
  } catch {
    return null;
  }
}
