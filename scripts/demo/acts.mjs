/** What the seeder asks and does, as the pages do. */
export const RECEIVE = `mutation Receive($input: ReceiveCaseInput!) { receiveCase(input: $input) { alreadyReceived case { id number } } }`;
const READ = `query Read($id: ID!, $helpers: Boolean!, $interim: Boolean!, $ending: Boolean!, $told: Boolean!, $spans: Boolean!, $orders: Boolean!) {
  case(id: $id) {
    id number status closedAt urgency secrecy reworkCount urgeCount
    tasks { id kind elementId processId state candidateGroups draftSavedAt holder { login } }
    firstContacts { id }
    assignments @include(if: $helpers) { kind status }
    interimReplies @include(if: $interim) { id }
    pendingActs @include(if: $ending) { kind }
    timeline(first: 100) @include(if: $told) { nodes { type } }
    leadUnit @include(if: $spans) { code }
    extensions @include(if: $spans) { id state }
    clocks @include(if: $spans) { id kind state pauses { resumedAt } }
    inspections @include(if: $orders) { id state }
    supervisionOrders @include(if: $orders) { id level trigger state }
  }
}`;
const LEFT_OUT = {
  assignments: [],
  interimReplies: [],
  pendingActs: [],
  timeline: { nodes: [] },
  extensions: [],
  clocks: [],
  inspections: [],
  supervisionOrders: [],
};
/** When people did what to a case: alarms speak as the engine. */
const DEEDS = `query Deeds($id: ID!) { case(id: $id) { timeline(first: 100) { nodes { eventAt type } } } }`;
/** Whether the engine has spoken: asked again and again, so it asks for little. */
export const MOVED = `query Moved($id: ID!) { case(id: $id) { closedAt tasks { kind state } } }`;
const BESIDE_FIELDS = `
  tasks(filter: { scope: ALL, kind: $kinds }, sort: CREATED_DESC, first: 100) {
    nodes { id kind elementId state caseNumber candidateGroups }
  }`;
/** Tasks beside the route, wherever they came from: the newest of all the city. */
export const BESIDE = `query Beside($kinds: [String!]!) { ${BESIDE_FIELDS} }`;
/** The same, and duty phones that ring now. */
export const BESIDE_AND_RINGING = `query BesideAndRinging($kinds: [String!]!) { ${BESIDE_FIELDS}
  outboundCalls(state: [CALLING, NO_ANSWER], first: 50) { nodes { id caseNumber } }
}`;

const TAKE_CALL = `mutation TakeCall($id: ID!) { acknowledgeDemoCall(id: $id) { id } }`;
const UNITS = `query Units { units { id code } }`;
const ADD_CO_UNITS = `mutation AddCoUnits($caseId: ID!, $units: [CoUnitInput!]!) { addCoUnits(caseId: $caseId, units: $units) { id } }`;
const CLAIM = `mutation Claim($id: ID!) { claimTask(id: $id) { id } }`;
const SAVE_DRAFT = `mutation SaveDraft($id: ID!, $draft: JSON!) { saveDraft(id: $id, draft: $draft) { id } }`;
const COMPLETE = `mutation Complete($id: ID!, $result: JSON!) { completeTask(id: $id, result: $result) { id } }`;
const CONTACT = `mutation Contact($input: FirstContactInput!) { recordFirstContact(input: $input) { id } }`;
const INTERIM = `mutation Interim($caseId: ID!, $text: String!) { sendInterimReply(caseId: $caseId, text: $text) { id } }`;
const URGE = `mutation Urge($caseId: ID!, $note: String) { urgeCase(caseId: $caseId, note: $note) { id } }`;
const SUPPLEMENT = `mutation Supplement($caseId: ID!, $text: String!) { supplementCase(caseId: $caseId, text: $text, attachmentIds: []) { id } }`;
const WITHDRAW = `mutation Withdraw($caseId: ID!, $reason: String!) { withdrawCase(caseId: $caseId, reason: $reason) { id } }`;
const VOID = `mutation Void($caseId: ID!, $reason: String!) { voidCase(caseId: $caseId, reason: $reason) { id } }`;
const EXTEND = `mutation Extend($caseId: ID!, $span: String!, $reason: String!) { requestExtension(caseId: $caseId, span: $span, reason: $reason) { id } }`;
const PAUSE = `mutation Pause($clockId: ID!, $reason: PauseReason!, $proof: String!, $endsWhen: String!) {
  pauseClock(clockId: $clockId, reason: $reason, proof: $proof, endsWhen: $endsWhen) { id }
}`;
const RESUME = `mutation Resume($clockId: ID!, $note: String) { resumeClock(clockId: $clockId, note: $note) { id } }`;
const INSTRUCT = `mutation Instruct($caseId: ID!, $text: String!, $openL4: Boolean) { instructCase(caseId: $caseId, text: $text, openL4: $openL4) { id } }`;
const INSPECT = `mutation Inspect($caseId: ID!, $note: String!) { inspectCase(caseId: $caseId, note: $note) { id } }`;
const SUPERVISE = `mutation Supervise($input: OpenSupervisionInput!) { openSupervision(input: $input) { id } }`;

/**
 * A case as far as its story looks at it: each part costs the API a query, a thousand times over.
 * @param {import('./api.mjs').Api} api @param {string} login @param {string} id @param {object} request
 */
export async function readCase(api, login, id, request) {
  const asks = {
    helpers: Boolean(request.coUnits),
    interim: Boolean(request.interim),
    ending: Boolean(request.withdraw || request.void),
    told: Boolean(request.supplement || request.instruct),
    spans: Boolean(request.extensions || request.pause),
    orders: Boolean(request.inspect || request.supervise),
  };
  return { ...LEFT_OUT, ...(await api.call(login, READ, { id, ...asks })).case };
}

/** @returns {Promise<number>} epoch ms of the last thing that people did to a case @see readCase */
export async function lastDeedAt(api, login, id) {
  const { timeline } = (await api.call(login, DEEDS, { id })).case;
  const deeds = timeline.nodes.filter(({ type }) => !type.startsWith('clock.'));
  return Math.max(...deeds.map(({ eventAt }) => Date.parse(eventAt)));
}

/** Acts on one case, each as the person who may do it. */
export class Acts {
  /** @param {import('./api.mjs').Api} api */
  constructor(api) {
    this.api = api;
  }

  claim = (login, task) => this.api.call(login, CLAIM, { id: task.id });

  draft = (login, task, draft) => this.api.call(login, SAVE_DRAFT, { id: task.id, draft });

  /** Hands in the form; a task that nobody has is taken with it. */
  complete = (login, task, result) => this.api.call(login, COMPLETE, { id: task.id, result });

  contact = (login, kase) =>
    this.api.call(login, CONTACT, {
      input: {
        caseId: kase.id,
        way: 'PHONE',
        outcome: 'REACHED',
        proof: `TH-${kase.number.slice(-6)}`,
        note: '已与诉求人核对地点和诉求。',
      },
    });

  interim = (login, kase, text) => this.api.call(login, INTERIM, { caseId: kase.id, text });

  urge = (login, kase, note) => this.api.call(login, URGE, { caseId: kase.id, note });

  supplement = (login, kase, text) => this.api.call(login, SUPPLEMENT, { caseId: kase.id, text });

  withdraw = (login, kase, reason) => this.api.call(login, WITHDRAW, { caseId: kase.id, reason });

  voidIt = (login, kase, reason) => this.api.call(login, VOID, { caseId: kase.id, reason });

  extend = (login, kase, { span, reason }) => this.api.call(login, EXTEND, { caseId: kase.id, span, reason });

  pause = (login, clock, { reason, proof, endsWhen }) =>
    this.api.call(login, PAUSE, { clockId: clock.id, reason, proof, endsWhen });

  resume = (login, clock, note) => this.api.call(login, RESUME, { clockId: clock.id, note });

  instruct = (login, kase, { text, openL4 = false }) =>
    this.api.call(login, INSTRUCT, { caseId: kase.id, text, openL4 });

  inspect = (login, kase, note) => this.api.call(login, INSPECT, { caseId: kase.id, note });

  supervise = (login, kase, order) => this.api.call(login, SUPERVISE, { input: { caseId: kase.id, ...order } });

  takeCall = (login, call) => this.api.call(login, TAKE_CALL, { id: call.id });

  /** @param {{ unit: string, matter: string }[]} coUnits by unit code */
  addCoUnits = async (login, kase, coUnits) => {
    this.units ??= this.api.call(login, UNITS);
    const idOf = new Map((await this.units).units.map(({ id, code }) => [code, id]));
    const units = coUnits.map(({ unit, matter }) => ({ unitId: idOf.get(unit), matter }));
    return this.api.call(login, ADD_CO_UNITS, { caseId: kase.id, units });
  };
}
