/** Sees every case of the demo city, as supervisors do. */
export const READER = 'duban';

export const LOOK = `query Look($id: ID!) {
  case(id: $id) {
    id number status closedAt urgency secrecy reworkCount urgeCount
    leadUnit { code }
    tasks { id kind name elementId state candidateGroups }
    clocks { id kind state light startedAt dueAt }
    supervisionOrders { level state }
  }
}`;

export const ROUTES = `query Routes($id: ID!) {
  case(id: $id) {
    closedAt
    tasks { elementId state }
    route {
      processId version state startedAt endedAt xml flowsTaken
      steps { elementId elementType pass state enteredAt leftAt person }
    }
  }
}`;

const OPEN_ORDERS = ['OPEN', 'SIGNED', 'ANSWERED'];

/**
 * @param {object} kase as LOOK answers it @param {string[]} messages
 * @returns {import('../../common/src/scenarios/compare-with-seen.js').SeenCase}
 */
export function seenOf(kase, messages) {
  return {
    status: kase.status,
    ended: kase.closedAt !== null,
    urgency: kase.urgency,
    unit: kase.leadUnit?.code ?? null,
    reworks: kase.reworkCount,
    tasks: kase.tasks.filter(({ state }) => state === 'OPEN' || state === 'CLAIMED').map(({ elementId }) => elementId),
    clocks: kase.clocks,
    messages,
    orders: kase.supervisionOrders.filter(({ state }) => OPEN_ORDERS.includes(state)).map(({ level }) => level),
  };
}
