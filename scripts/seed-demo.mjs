import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { TASK_RESULTS } from '../demo/task-results.mjs';

const AT_ONCE = 4;
const PATIENCE_MS = 180_000;
const RETRIES = 8;
const PASSING = ['UNREACHABLE', 'UNAVAILABLE', 'RATE_LIMITED', 'UNAUTHENTICATED'];
/** Reads every case of the city (quality checkers do). */
const READER = 'zhijian';
/** Two persons per desk, taken in turn; the first is the account shown at sign-in. */
const DESKS = {
  'role:CA': ['huawu', 'huawu2'],
  'role:QC': ['zhijian', 'zhijian2'],
  'role:DI': ['paidan', 'paidan2'],
  'role:SU': ['duban', 'duban2'],
  'role:FU': ['huifang', 'huifang2'],
  'role:LD': ['lingdao'],
};
const UNIT_ACCOUNTS = { 'unit:SWJ:HA': 'chengban', 'unit:SWJ:UL': 'fuzeren' };
/** The second of two persons, never the desk of the first. */
const SECOND_PERSONS = { explainCloseSecond: 'lingdao' };
/** Tasks beside the route: they hang on a withdrawal or void, not on a step. */
const SIDE_TASKS = ['checkWithdrawal', 'approveVoid', 'followInstruction'];

const LOGIN = `mutation Login($login: String!, $password: String!) { login(login: $login, password: $password) { csrfToken } }`;
const RECEIVE = `mutation Receive($input: ReceiveCaseInput!) { receiveCase(input: $input) { alreadyReceived case { id number } } }`;
const READ = `query Read($id: ID!) {
  case(id: $id) {
    id number status closedAt type urgency secrecy reworkCount urgeCount
    firstContacts { id }
    timeline(first: 100) { nodes { type } }
    pendingActs { kind }
    tasks { id kind elementId state candidateGroups draftSavedAt holder { login } }
  }
}`;
const CLAIM = `mutation Claim($id: ID!) { claimTask(id: $id) { id } }`;
const SAVE_DRAFT = `mutation SaveDraft($id: ID!, $draft: JSON!) { saveDraft(id: $id, draft: $draft) { id } }`;
const COMPLETE = `mutation Complete($id: ID!, $result: JSON!) { completeTask(id: $id, result: $result) { id } }`;
const CONTACT = `mutation Contact($input: FirstContactInput!) { recordFirstContact(input: $input) { id } }`;
const URGE = `mutation Urge($caseId: ID!, $note: String) { urgeCase(caseId: $caseId, note: $note) { id } }`;
const SUPPLEMENT = `mutation Supplement($caseId: ID!, $text: String!) { supplementCase(caseId: $caseId, text: $text, attachmentIds: []) { id } }`;
const WITHDRAW = `mutation Withdraw($caseId: ID!, $reason: String!) { withdrawCase(caseId: $caseId, reason: $reason) { id } }`;
const VOID = `mutation Void($caseId: ID!, $reason: String!) { voidCase(caseId: $caseId, reason: $reason) { id } }`;

/**
 * Fills the demo city with the cases of demo/requests.json through the API that people use: receives each and carries
 * it to the step (`until`) or the end (`ends`) it stands for. May be interrupted and repeated: a received case is
 * found again by its key, and one that stands at or beyond its step, or that a person has taken, is left alone.
 *
 * @param {{ baseUrl: string, password: string, onProgress?: (progress: { done: number, total: number, number: string, place: string }) => void }} options
 *   baseUrl without a path (http://localhost:3000); password of all demo accounts
 * @returns {Promise<{ total: number, live: number }>} how many cases the city has and how many of them are running
 * @throws Error with one line per case that did not arrive; the others have
 */
export async function seedDemo({ baseUrl, password, onProgress = () => {} }) {
  const requests = JSON.parse(await readFile(new URL('../demo/requests.json', import.meta.url), 'utf8'));
  const city = { api: new Api(baseUrl, password), received: new Map() };
  // In file order, because a duplicate names the case it repeats.
  for (const request of requests) city.received.set(request.n, await insist(() => receive(city, request)));

  const waiting = [...requests];
  const failures = [];
  let done = 0;
  const carryNext = async () => {
    for (let request = waiting.shift(); request; request = waiting.shift()) {
      const { number } = city.received.get(request.n);
      try {
        await carry(city, request);
      } catch (error) {
        failures.push(`  demo-${request.n} (${number}): ${error.message}`);
      }
      done += 1;
      onProgress({ done, total: requests.length, number, place: request.until ?? request.ends });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, carryNext));
  if (failures.length > 0) {
    throw new Error(
      `${failures.length} of ${requests.length} demo cases did not arrive; repeat the command.\n${failures.join('\n')}`,
    );
  }
  return { total: requests.length, live: requests.filter((request) => request.until).length };
}

async function receive({ api, received }, request) {
  const { type, channel, title, text, categoryCode, areaCode, place, requester, secrecy, statedDisposition } = request;
  const idempotencyKey = `demo-${String(request.n).padStart(4, '0')}`;
  const input = { idempotencyKey, type, channel, title, text, categoryCode, areaCode, place, requester };
  if (secrecy) input.secrecy = secrecy;
  if (statedDisposition) input.statedDisposition = statedDisposition;
  if (request.duplicateOf) input.duplicateOf = received.get(request.duplicateOf).id;
  const { receiveCase } = await api.call(receiverOf(request), RECEIVE, { input });
  return { ...receiveCase.case, fresh: !receiveCase.alreadyReceived };
}

const receiverOf = (request) => inTurn(DESKS['role:CA'], request);
const inTurn = (people, request) => people[request.n % people.length];

/** One act after another until the case stands where its story wants it. */
async function carry(city, request) {
  const { id, fresh } = city.received.get(request.n);
  let seen = '';
  let refusal = '';
  let changedAt = Date.now();
  let pause = 100;
  for (;;) {
    const kase = await insist(async () => (await city.api.call(READER, READ, { id })).case);
    const standing = JSON.stringify(kase);
    if (standing !== seen) {
      seen = standing;
      changedAt = Date.now();
      pause = 100;
    }
    const act = nextAct(city, request, kase, fresh);
    if (act === 'arrived') return;
    if (Date.now() - changedAt > PATIENCE_MS) {
      throw new Error(`nothing moved for ${PATIENCE_MS / 1000} s${refusal}; ${whereIs(kase)}.`);
    }
    if (act !== 'wait' && (await insist(act, (conflict) => (refusal = ` (${conflict.message})`)))) continue;
    await sleep(pause);
    pause = Math.min(pause * 1.3, 1000);
  }
}

/** What is to be done now: 'arrived', 'wait' for the engine, or a call. Decided from the case alone, so that it resumes. */
function nextAct(city, request, kase, fresh) {
  const open = kase.tasks.filter((task) => task.state === 'OPEN' || task.state === 'CLAIMED');
  const route = open.filter((task) => !SIDE_TASKS.includes(task.kind));
  const side = open.find((task) => SIDE_TASKS.includes(task.kind));
  if (kase.closedAt !== null) {
    if (kase.status === request.ends || !fresh) return 'arrived';
    throw new Error(`it ended as ${kase.status}, not at ${request.until ?? request.ends}.`);
  }
  if (request.until && isBeyond(request, kase)) return 'arrived';
  const standing = route.find((task) => task.elementId === request.until && kase.reworkCount >= (request.reworks ?? 0));
  if (standing) return finishingAct(city, request, kase, standing) ?? 'arrived';
  if (route.length === 0 && !side) return 'wait';
  if (request.void || request.withdrawAccepted) return endingAct(city, request, kase, side);
  return route[0] ? workOn(city, request, kase, route[0]) : 'wait';
}

/** Somebody went on with the case after it had stood at its step. */
function isBeyond(request, kase) {
  const passed = kase.tasks.filter(
    (task) => task.elementId === request.until && ['COMPLETED', 'COMPLETING'].includes(task.state),
  );
  return passed.length > (request.reworks ?? 0);
}

/** What makes a case at its step look lived in: contact, claim, draft, urges, a supplement, a pending withdrawal. */
function finishingAct(city, request, kase, task) {
  const { api } = city;
  const login = workerOf(task, request);
  const isMine = task.state === 'CLAIMED' && task.holder?.login === login;
  if (request.contacted && kase.firstContacts.length === 0) return contact(city, kase, login);
  if (request.claimed && task.state === 'OPEN') return () => api.call(login, CLAIM, { id: task.id });
  if (request.draft && isMine && task.draftSavedAt === null) {
    return () => api.call(login, SAVE_DRAFT, { id: task.id, draft: request.draft });
  }
  if (kase.urgeCount < (request.urges ?? 0)) {
    return () => api.call(receiverOf(request), URGE, { caseId: kase.id, note: '诉求人再次来电，希望尽快处理。' });
  }
  if (request.supplement && !kase.timeline.nodes.some(({ type }) => type === 'case.supplemented')) {
    return () => api.call(receiverOf(request), SUPPLEMENT, { caseId: kase.id, text: request.supplement });
  }
  if (request.withdraw && !kase.tasks.some((one) => one.kind === 'checkWithdrawal')) {
    return kase.pendingActs.length > 0 ? 'wait' : withdraw(city, request, kase);
  }
  return null;
}

/** Asks for the end of the case, and as another person says yes to it. */
function endingAct(city, request, kase, side) {
  if (side) return workOn(city, request, kase, side);
  if (kase.pendingActs.length > 0) return 'wait';
  if (request.withdraw) return withdraw(city, request, kase);
  return () => city.api.call(receiverOf(request), VOID, { caseId: kase.id, reason: request.void });
}

const withdraw =
  ({ api }, request, kase) =>
  () =>
    api.call(receiverOf(request), WITHDRAW, { caseId: kase.id, reason: request.withdraw });

const contact =
  ({ api }, kase, login) =>
  () =>
    api.call(login, CONTACT, {
      input: {
        caseId: kase.id,
        way: 'PHONE',
        outcome: 'REACHED',
        proof: `TH-${kase.number.slice(-6)}`,
        note: '已与诉求人核对地点和诉求。',
      },
    });

function workOn(city, request, kase, task) {
  const login = workerOf(task, request);
  // A person tries the city while it is being filled: the case is theirs.
  if (task.state === 'CLAIMED' && task.holder?.login !== login) return 'arrived';
  // Nobody can call an anonymous requester.
  const reachable = request.requester.kind !== 'ANONYMOUS';
  if (task.kind === 'handle' && reachable && kase.firstContacts.length === 0) return contact(city, kase, login);
  if (task.state === 'OPEN') return () => city.api.call(login, CLAIM, { id: task.id });
  const result = TASK_RESULTS[task.kind];
  if (!result) throw new Error(`nobody in the demo knows how to complete ${task.kind} (${task.elementId}).`);
  const original = request.duplicateOf ? city.received.get(request.duplicateOf).number : undefined;
  return () => city.api.call(login, COMPLETE, { id: task.id, result: result({ request, kase, original }) });
}

/**
 * The account that serves the first group of a task that the demo city has people for.
 * @param {{ kind: string, elementId: string, candidateGroups: string[] }} task
 * @param {{ n: number }} request two persons of a desk take turns by its number
 * @returns {string} login
 */
export function workerOf(task, request) {
  if (SECOND_PERSONS[task.kind]) return SECOND_PERSONS[task.kind];
  for (const group of task.candidateGroups) {
    if (DESKS[group]) return inTurn(DESKS[group], request);
    if (UNIT_ACCOUNTS[group]) return UNIT_ACCOUNTS[group];
    const unit = /^unit:(\w+):(HA|UL)$/.exec(group);
    if (unit) return `${unit[1]}.${unit[2]}`.toLowerCase();
  }
  throw new Error(
    `nobody in the demo serves ${task.candidateGroups.join(', ') || 'a task without groups'} (${task.elementId}).`,
  );
}

function whereIs(kase) {
  const tasks = kase.tasks.filter((task) => task.state !== 'COMPLETED' && task.state !== 'CANCELED');
  return `status ${kase.status}, tasks ${tasks.map((task) => `${task.elementId} ${task.state}`).join(', ') || 'none'}`;
}

/**
 * Repeats what failed for a reason that passes: a restart, a busy engine. With `onConflict`, a conflict is told there
 * and answered with nothing: the case is read again and shows what is left to do.
 */
async function insist(act, onConflict) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      if (onConflict && error.code === 'CONFLICT') return onConflict(error) && undefined;
      if (!(error instanceof ApiError) || !PASSING.includes(error.code) || attempt === RETRIES) throw error;
      await sleep(Math.min(250 * 2 ** attempt, 5000));
    }
  }
}

class ApiError extends Error {
  constructor(message, code) {
    super(message);
    this.code = code;
  }
}

/** GraphQL as different people: each signs in once, at first need. */
class Api {
  sessions = new Map();

  constructor(baseUrl, password) {
    this.url = new URL('/graphql', baseUrl);
    this.password = password;
  }

  async call(login, query, variables) {
    const session = this.sessions.get(login) ?? this.signIn(login);
    this.sessions.set(login, session);
    const forget = () => this.sessions.get(login) === session && this.sessions.delete(login);
    session.catch(forget);
    try {
      return (await this.post(query, variables, await session)).data;
    } catch (error) {
      if (error.code === 'UNAUTHENTICATED') forget();
      throw error;
    }
  }

  async signIn(login) {
    const { data, cookies } = await this.post(LOGIN, { login, password: this.password }, {});
    return { cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; '), 'x-csrf-token': data.login.csrfToken };
  }

  async post(query, variables, headers) {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    }).catch((cause) => {
      throw new ApiError(`${this.url.origin} does not answer (${cause.cause?.code ?? cause.message}).`, 'UNREACHABLE');
    });
    const body = await response.json().catch(() => null);
    const problem = body?.errors?.[0];
    if (problem) {
      const { code, details } = problem.extensions ?? {};
      throw new ApiError(`${problem.message}${details ? ` ${JSON.stringify(details)}` : ''}`, code ?? 'INTERNAL');
    }
    if (!response.ok || !body?.data)
      throw new ApiError(`${this.url.origin} answered ${response.status}.`, 'UNAVAILABLE');
    return { data: body.data, cookies: response.headers.getSetCookie() };
  }
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function main() {
  const { values } = parseArgs({ options: { url: { type: 'string', default: 'http://localhost:3000' } } });
  const api = new Api(values.url, '');
  // The API tells the demo accounts' password where there is a demo city, and nowhere else.
  const password = process.env.YOUSU_DEMO_PASSWORD || (await api.post('{ demoPassword }', {}, {})).data.demoPassword;
  if (!password) throw new Error(`${values.url} has no demo city; start it with "npm start".`);
  const onProgress = ({ done, total, number, place }) => console.log(`${done}/${total} ${number} ${place}`);
  const { total, live } = await seedDemo({ baseUrl: values.url, password, onProgress });
  console.log(`The demo city has its ${total} cases, ${live} of them running.`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
