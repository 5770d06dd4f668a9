import type { SupervisionOrderFactsFragment } from '../../gql/documents.generated.js';

type Order = Pick<
  SupervisionOrderFactsFragment,
  | 'openedAt'
  | 'openedBy'
  | 'signedAt'
  | 'signedBy'
  | 'answeredAt'
  | 'answeredBy'
  | 'acceptedAt'
  | 'acceptedBy'
  | 'closedAt'
  | 'state'
  | 'level'
>;

export interface OrderStep {
  what: 'opened' | 'signed' | 'answered' | 'accepted' | 'handedOver' | 'closed' | 'dropped';
  at: string;
  /** Null: the platform itself. */
  by: { id: string; name: string } | null;
}

/** Who did what to an order and when, oldest first; an answer that was refused since is no step any more. */
export function stepsOf(order: Order): OrderStep[] {
  const steps: OrderStep[] = [{ what: 'opened', at: order.openedAt, by: order.openedBy ?? null }];
  if (order.signedAt) steps.push({ what: 'signed', at: order.signedAt, by: order.signedBy ?? null });
  const answerStands = order.state !== 'OPEN' && order.state !== 'SIGNED';
  if (order.answeredAt && answerStands)
    steps.push({ what: 'answered', at: order.answeredAt, by: order.answeredBy ?? null });
  // Nobody answers level 5: discipline has taken it over.
  const accepted = order.level === 5 ? 'handedOver' : 'accepted';
  if (order.acceptedAt) steps.push({ what: accepted, at: order.acceptedAt, by: order.acceptedBy ?? null });
  if (order.closedAt)
    steps.push({ what: order.state === 'DROPPED' ? 'dropped' : 'closed', at: order.closedAt, by: null });
  return steps;
}

/** What an order waits for, finer than its state where one comes before the unit's answer or no answer is asked for. */
export type OrderStanding = Order['state'] | 'TO_SIGN' | 'TO_MEET' | 'TO_INSTRUCT' | 'PROPOSED' | 'HANDED_OVER';

/** @param order with what a joint meeting or a leader wrote, null while there is nothing yet */
export function standingOf(order: {
  level: number;
  state: Order['state'];
  newDueOn: string | null;
  committedOn: string | null;
}): OrderStanding {
  if (order.level === 5 && order.state === 'ACCEPTED') return 'HANDED_OVER';
  if (order.state !== 'OPEN') return order.state;
  if (order.level === 5) return 'PROPOSED';
  if (order.level === 4 && !order.committedOn) return 'TO_INSTRUCT';
  if (order.level === 3 && !order.newDueOn) return 'TO_MEET';
  return order.level === 2 ? 'TO_SIGN' : 'OPEN';
}

/** Live orders wait for somebody, or for the case's own obligation. */
export const isLiveOrder = ({ state }: { state: string }): boolean => state !== 'CLOSED' && state !== 'DROPPED';
