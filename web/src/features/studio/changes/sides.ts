import type { ModelChange } from '../../../../../common/src/model-diff/model-change.js';

/** Before shows what is gone, after what is new; both what differs. */
export type Side = 'REMOVED' | 'ADDED';

/** What is to be marked on one side, each thing once, however many of its aspects differ. */
export function seenOn(side: Side, changes: readonly ModelChange[]): ReadonlyMap<string, ModelChange> {
  const seen = changes.filter(({ kind }) => kind === side || kind === 'CHANGED');
  return new Map(seen.map((change) => [change.element, change]));
}
