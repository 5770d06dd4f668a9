import { instantIn } from '../../../../../common/src/case-list/case-list-address.js';
import type { SupervisionFilter } from '../../../gql/documents.generated.js';
import type { Light } from '../../../gql/schema.generated.js';

/** Level of the cases where nobody had to step in. */
export const NO_LEVEL = 0;
export const LEVELS = [1, 2, 3, 4, 5] as const;

const LIGHTS: readonly Light[] = ['GREEN', 'YELLOW', 'RED'];

/** What the address of the desk says: one level (0: none) or all, a unit, lights, when it is due, words. No personal data. */
export interface BoardChoice {
  level: number | null;
  unitId: string | null;
  unanswered: boolean;
  light: Light[];
  /** Only what stands still (停表). */
  paused: boolean;
  /** Bounds of the due moment (ISO, from inclusive). */
  dueFrom: string | null;
  dueTo: string | null;
  text: string;
}

export const everyCase: BoardChoice = {
  level: null,
  unitId: null,
  unanswered: false,
  light: [],
  paused: false,
  dueFrom: null,
  dueTo: null,
  text: '',
};

export function readChoice(search: URLSearchParams): BoardChoice {
  const level = search.get('level');
  return {
    level: level !== null && /^[0-5]$/.test(level) ? Number(level) : null,
    unitId: search.get('unit'),
    unanswered: search.get('unanswered') === '1',
    light: LIGHTS.filter((light) => search.get('light')?.split(',').includes(light)),
    paused: search.get('paused') === '1',
    dueFrom: instantIn(search.get('from')),
    dueTo: instantIn(search.get('to')),
    text: search.get('q') ?? '',
  };
}

export function writeChoice({
  level,
  unitId,
  unanswered,
  light,
  paused,
  dueFrom,
  dueTo,
  text,
}: BoardChoice): URLSearchParams {
  const search = new URLSearchParams();
  if (level !== null) search.set('level', String(level));
  if (unitId) search.set('unit', unitId);
  if (unanswered) search.set('unanswered', '1');
  if (light.length > 0) search.set('light', light.join(','));
  if (paused) search.set('paused', '1');
  if (dueFrom) search.set('from', dueFrom);
  if (dueTo) search.set('to', dueTo);
  if (text.trim()) search.set('q', text.trim());
  return search;
}

export function isNarrowed(choice: BoardChoice): boolean {
  return writeChoice(choice).size > 0;
}

/** One letter finds everything: words count from two on. */
export function filterOf({
  level,
  unitId,
  unanswered,
  light,
  paused,
  dueFrom,
  dueTo,
  text,
}: BoardChoice): SupervisionFilter {
  const words = text.trim();
  return {
    level: level === null ? null : [level],
    unitId,
    unanswered: unanswered || null,
    light: light.length > 0 ? light : null,
    paused: paused || null,
    dueFrom,
    dueTo,
    text: words.length >= 2 ? words : null,
  };
}
