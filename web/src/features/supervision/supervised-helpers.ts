import { isLiveOrder } from '../../ui/supervision/order-steps.js';

export interface CoShare {
  id: string;
  kind: string;
  /** Its work is done or given up. */
  over: boolean;
  unit: { shortName: string };
}

/** A co-unit that may be supervised by itself, and the levels that stand open for it. */
export interface Helper {
  assignmentId: string;
  unit: string;
  levels: number[];
}

/** Levels for a co-unit; discipline is proposed for the case. */
const LEVELS = [1, 2, 3, 4];

/** Co-units whose work is not done, with the levels on which they are not supervised yet. */
export function helpersOf(
  shares: readonly CoShare[],
  orders: readonly { assignmentId: string | null; level: number; state: string }[],
): Helper[] {
  return shares
    .filter(({ kind, over }) => kind === 'CO' && !over)
    .map(({ id, unit }) => {
      const live = orders.filter((order) => order.assignmentId === id && isLiveOrder(order));
      const taken = live.map(({ level }) => level);
      return { assignmentId: id, unit: unit.shortName, levels: LEVELS.filter((level) => !taken.includes(level)) };
    });
}
