import { InvalidInput } from '../errors/app-error.js';

export interface Page<T> {
  nodes: T[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const LARGEST_PAGE = 200;

/** How many rows a client gets: 1 to 200. */
export function pageSize(first: number | null | undefined, fallback = 50): number {
  return Math.min(Math.max(first ?? fallback, 1), LARGEST_PAGE);
}

/** Opaque to clients: the sort keys of the last row as texts, so that microseconds survive. */
export function encodeCursor(keys: string[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

/** What a list is ordered by, as PostgreSQL writes it: `2026-09-24 10:00:00.000001+08` or `infinity`. */
export type SortKey = 'instant' | 'integer' | 'key' | 'id' | 'text';

const INSTANT = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?[+-]\d{2}(:\d{2})?$/;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const IS: Record<SortKey, (text: string) => boolean> = {
  instant: (text) => text === 'infinity' || (INSTANT.test(text) && isOnTheCalendar(text.slice(0, 19))),
  integer: (text) => /^\d{1,9}$/.test(text),
  // Of the engine.
  key: (text) => /^\d{1,18}$/.test(text),
  id: (text) => ID.test(text),
  // Codes and logins.
  text: (text) => text.length <= 100 && !text.includes('\u0000'),
};

/** 30 February and 25 o'clock have the shape of an instant too. */
function isOnTheCalendar(local: string): boolean {
  const iso = local.replace(' ', 'T');
  const date = new Date(`${iso}Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso);
}

/** @throws InvalidInput for a cursor that this list did not give */
export function decodeCursor(cursor: string | null | undefined, kinds: readonly SortKey[]): string[] | null {
  if (!cursor) return null;
  const keys = keysIn(cursor);
  if (keys?.length === kinds.length && kinds.every((kind, place) => IS[kind](keys[place] ?? ''))) return keys;
  throw new InvalidInput('The list cannot continue from here. Load it again from the start.', {
    after: 'unknownCursor',
  });
}

function keysIn(cursor: string): string[] | null {
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(keys) && keys.every((key) => typeof key === 'string') ? (keys as string[]) : null;
  } catch {
    return null;
  }
}

/** @param rows one more than the page holds, when there are more */
export function toPage<T extends { cursor: string[] }>(rows: T[], size: number): Page<T> {
  const nodes = rows.slice(0, size);
  const last = nodes.at(-1);
  return { nodes, pageInfo: { hasNextPage: rows.length > size, endCursor: last ? encodeCursor(last.cursor) : null } };
}
