import { TASK_RESULTS } from '../../demo/task-results.mjs';
import { atDesk, unitAccount, workerOf } from './people.mjs';

/** Tasks beside the route: they hang on an act or an order, not on a step. */
export const SIDE_TASKS = [
  'checkWithdrawal',
  'approveVoid',
  'followInstruction',
  'approveExtensionUnit',
  'approveExtension',
  'approveFurtherExtension',
  'inspectOnSite',
  'signSupervision',
  'holdJointMeeting',
  'writeInstruction',
  'answerSupervision',
  'reviewSupervision',
  'approveHandoverFirst',
  'approveHandoverSecond',
  'coAcknowledge',
  'coHandle',
  'acceptCoResult',
];
const HELP_IS_OVER = ['ACCEPTED', 'RETURNED', 'EXITED'];
const ENDS_WITHOUT_HANDLING = ['void', 'withdrawAccepted'];

/**
 * @typedef {{ key: string, run: () => Promise<unknown> }} Act `key` says which act of the story it is, the same on every read
 * @typedef {object} Standing what a case read from the API asks for now
 */

/**
 * What is to be done now on the way of a case, decided from the case alone, so that an interrupted filling goes on.
 *
 * @param {object} about
 * @param {import('./acts.mjs').Acts} about.acts
 * @param {object} about.request a story of demo/ or of the plan
 * @param {object} about.kase as readCase answers it
 * @param {boolean} about.fresh received in this run
 * @param {number} about.now of the city, epoch ms
 * @param {string} [about.original] number of the case that a duplicate repeats
 * @returns {Act | 'arrived' | 'wait' | 'beside'} 'wait' for the engine; 'beside': a side task decides what comes next
 */
export function nextAct(about) {
  const { request, kase, fresh } = about;
  const open = kase.tasks.filter((task) => task.state === 'OPEN' || task.state === 'CLAIMED');
  const route = open.filter((task) => !SIDE_TASKS.includes(task.kind));
  if (kase.closedAt !== null) {
    if (kase.status === request.ends || !fresh) return 'arrived';
    throw new Error(`it ended as ${kase.status}, not at ${request.until ?? request.ends}.`);
  }
  if (request.until && isBeyond(request, kase)) return 'arrived';
  const standing = route.find((task) => task.elementId === request.until && kase.reworkCount >= (request.reworks ?? 0));
  if (standing) return extraAct(about, standing) ?? 'arrived';
  if (route.length === 0) return 'wait';
  if (request.ends && ENDS_WITHOUT_HANDLING.some((way) => request[way])) return endingAct(about);
  return workOn(about, route[0]);
}

/** Somebody went on with the case after it had stood at its step. */
function isBeyond(request, kase) {
  const passed = kase.tasks.filter(
    (task) => task.elementId === request.until && ['COMPLETED', 'COMPLETING'].includes(task.state),
  );
  return passed.length > (request.reworks ?? 0);
}

/** Asks for the end of the case; another person says yes to it in a side task. */
function endingAct({ acts, request, kase }) {
  if (kase.pendingActs.length > 0) return 'beside';
  const login = atDesk('CA', request);
  if (request.withdraw) return { key: 'withdraw', run: () => acts.withdraw(login, kase, request.withdraw) };
  return { key: 'void', run: () => acts.voidIt(login, kase, request.void) };
}

/** The next step of the route, or what comes before it is done. */
function workOn(about, task) {
  const { acts, request, kase, original, now } = about;
  const login = workerOf(task, request);
  // A person tries the city while it is being filled: the case is theirs.
  if (task.state === 'CLAIMED' && task.holder?.login !== login) return 'arrived';
  if (task.kind === 'handle') {
    const before = extraAct({ ...about, request: { ...request, contacted: true } }, task);
    if (before) return before;
  }
  const done = kase.tasks.filter((one) => one.kind === task.kind && one.state === 'COMPLETED').length;
  const result = TASK_RESULTS[task.kind];
  if (!result) throw new Error(`nobody in the demo knows how to complete ${task.kind} (${task.elementId}).`);
  return {
    key: `${task.kind}#${done}`,
    run: () => acts.complete(login, task, result({ request, kase, original, done, now })),
  };
}

/**
 * What makes a case look lived in while it stands at a step: contact, claim, first answer, draft, urges, a supplement, extensions,
 * pauses, instructions, inspections, orders. One at a time, in this order.
 * @returns {Act | 'beside' | null} null: nothing is left
 */
function extraAct({ acts, request, kase }, task) {
  const login = workerOf(task, request);
  const isMine = task.state === 'CLAIMED' && task.holder?.login === login;
  const agent = atDesk('CA', request);
  const supervisor = atDesk('SU', request);
  const has = (type) => kase.timeline.nodes.some((event) => event.type === type);
  // Nobody can call an anonymous requester.
  const reachable = request.requester.kind !== 'ANONYMOUS';
  if (request.contacted && reachable && kase.firstContacts.length === 0)
    return { key: 'contact', run: () => acts.contact(login, kase) };
  if (request.claimed && task.state === 'OPEN') return { key: 'claim', run: () => acts.claim(login, task) };
  const helpers = kase.assignments.filter(({ kind }) => kind === 'CO');
  if (request.coUnits && helpers.length === 0)
    return { key: 'coUnits', run: () => acts.addCoUnits(atDesk('DI', request), kase, request.coUnits) };
  // No reply before everybody who helps has delivered, unless the story waits for that.
  if (request.until !== 'handle' && helpers.some(({ status }) => !HELP_IS_OVER.includes(status))) return 'beside';
  if (request.interim && task.kind === 'handle' && kase.interimReplies.length === 0)
    return { key: 'interim', run: () => acts.interim(login, kase, request.interim) };
  if (request.draft && isMine && task.draftSavedAt === null)
    return { key: 'draft', run: () => acts.draft(login, task, request.draft) };
  const urges = kase.urgeCount;
  if (urges < (request.urges ?? 0))
    return { key: `urge#${urges}`, run: () => acts.urge(agent, kase, '诉求人再次来电，希望尽快处理。') };
  if (request.supplement && !has('case.supplemented'))
    return { key: 'supplement', run: () => acts.supplement(agent, kase, request.supplement) };
  if (request.withdraw && !kase.tasks.some((one) => one.kind === 'checkWithdrawal'))
    return kase.pendingActs.length > 0
      ? 'beside'
      : { key: 'withdraw', run: () => acts.withdraw(agent, kase, request.withdraw) };
  if (request.void && !kase.tasks.some((one) => one.kind === 'approveVoid'))
    return kase.pendingActs.length > 0 ? 'beside' : { key: 'void', run: () => acts.voidIt(agent, kase, request.void) };
  return timeAct({ acts, request, kase }) ?? leaderAct({ acts, request, kase, supervisor, has });
}

/** Extensions and pauses of the handling's limit. */
function timeAct({ acts, request, kase }) {
  const asked = kase.extensions.length;
  const wanted = request.extensions ?? [];
  const clock = kase.clocks.find(({ kind, state }) => kind === 'HANDLE' && (state === 'RUNNING' || state === 'PAUSED'));
  if (!clock) return null;
  if (asked < wanted.length) {
    if (kase.extensions.some(({ state }) => state === 'PENDING')) return 'beside';
    return {
      key: `extend#${asked}`,
      run: () => acts.extend(unitAccount(kase.leadUnit.code, 'HA'), kase, wanted[asked]),
    };
  }
  // What was asked for is decided before anything else happens, unless the story ends with it.
  if (request.pause && kase.extensions.some(({ state }) => state === 'PENDING')) return 'beside';
  const pauses = clock.pauses.length;
  const leader = kase.leadUnit && unitAccount(kase.leadUnit.code, 'UL');
  if (request.pause && pauses === 0) return { key: 'pause', run: () => acts.pause(leader, clock, request.pause) };
  if (request.pause?.resume && clock.state === 'PAUSED')
    return { key: 'resume', run: () => acts.resume(leader, clock, request.pause.resume) };
  return null;
}

/** What supervisors and leaders order. */
function leaderAct({ acts, request, kase, supervisor, has }) {
  if (request.instruct && !has('case.instructed'))
    return { key: 'instruct', run: () => acts.instruct('lingdao', kase, request.instruct) };
  if (request.inspect && kase.inspections.length === 0)
    return { key: 'inspect', run: () => acts.inspect(supervisor, kase, request.inspect) };
  if (
    request.supervise &&
    !kase.supervisionOrders.some((order) => order.trigger === 'MANUAL' || order.trigger === 'RISK')
  )
    return { key: 'supervise', run: () => acts.supervise(supervisor, kase, request.supervise) };
  return null;
}

/**
 * A task beside the route, done by whoever it is for.
 * @returns {Act | null} null: the story leaves it to whoever tries the city
 */
export function sideAct({ acts, request, kase, now }, task) {
  if (request.leaves?.some((left) => isLeft(left, task)) || asksToBeDecided(request, task)) return null;
  const result = TASK_RESULTS[task.kind];
  if (!result) throw new Error(`nobody in the demo knows how to complete ${task.kind} (${task.elementId}).`);
  return {
    key: `${task.kind}:${task.id}`,
    run: () => acts.complete(workerOf(task, request), task, result({ request, kase, now })),
  };
}

/** @param {string} left `coHandle`, or `coHandle@NYJ` of that unit alone */
function isLeft(left, { kind, candidateGroups }) {
  const [leftKind, unit] = left.split('@');
  return leftKind === kind && (!unit || candidateGroups.some((group) => group.startsWith(`unit:${unit}:`)));
}

/** A running case whose withdrawal or void nobody has decided yet, unless the story goes on. */
const asksToBeDecided = (request, { kind }) =>
  Boolean(request.until) && ((kind === 'checkWithdrawal' && !request.withdrawContinued) || kind === 'approveVoid');

/** @param {object} kase @returns {string} for whoever reads why a case did not arrive */
export function whereIs(kase) {
  const tasks = kase.tasks.filter((task) => task.state !== 'COMPLETED' && task.state !== 'CANCELED');
  return `status ${kase.status}, tasks ${tasks.map((task) => `${task.elementId} ${task.state}`).join(', ') || 'none'}`;
}
