import DataLoader from 'dataloader';
import { loaderOf, type RequestContext } from './request-context.js';

/** A loader for lists: the rows of many parents in one question, handed out by the parent each belongs to. */
export function groupedLoader<R>(
  context: RequestContext,
  name: string,
  read: (ids: readonly string[]) => Promise<R[]>,
  keyOf: (row: R) => string,
): DataLoader<string, R[]> {
  return loaderOf(context, name, () => {
    return new DataLoader<string, R[]>(async (ids) => {
      const rows = Map.groupBy(await read(ids), keyOf);
      return ids.map((id) => rows.get(id) ?? []);
    });
  });
}
