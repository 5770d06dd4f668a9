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

/** @throws InvalidInput for a cursor that this list did not give. */
export function decodeCursor(cursor: string | null | undefined, length: number): string[] | null {
  if (!cursor) return null;
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(keys) && keys.length === length && keys.every((key) => typeof key === 'string'))
      return keys as string[];
  } catch {}
  throw new InvalidInput('The list cannot continue from here. Load it again from the start.', {
    after: 'unknownCursor',
  });
}

/** @param rows one more than the page holds, when there are more */
export function toPage<T extends { cursor: string[] }>(rows: T[], size: number): Page<T> {
  const nodes = rows.slice(0, size);
  const last = nodes.at(-1);
  return { nodes, pageInfo: { hasNextPage: rows.length > size, endCursor: last ? encodeCursor(last.cursor) : null } };
}
