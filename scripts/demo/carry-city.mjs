import { BESIDE, BESIDE_AND_RINGING, lastDeedAt, MOVED, RECEIVE, readCase } from './acts.mjs';
import { inLanes, insist, sleep } from './api.mjs';
import { nextAct, SIDE_TASKS, sideAct, whereIs } from './next-act.mjs';
import { momentOfAct } from './pace.mjs';
import { atDesk } from './people.mjs';
import { randomOf } from './random.mjs';

const MINUTE_MS = 60_000;
const AT_ONCE = 8;
const PATIENCE_MS = 180_000;
const REFUSED_TOO_OFTEN = 4;
const CALLS_TAKEN = 0.7;
/**
 * Each stop of the city’s time costs a fifth of a second, so neighbours share one: nobody minds whether a step of an ordinary case
 * was taken an hour earlier or later, as long as the office was open.
 */
const EARLIER_MS = 60 * MINUTE_MS;
const LATER_MS = 90 * MINUTE_MS;
const ARRIVES = { earlier: 30 * MINUTE_MS, later: 40 * MINUTE_MS };
/** Limits of two or four hours leave less room to be later than planned, those of urgent cases next to none. */
const PROMPT = [
  'void',
  'qualityCheck',
  'dispatch',
  'acknowledge',
  'answerNow',
  'coAcknowledge',
  'answerSupervision',
  'signSupervision',
];
const PROMPT_LATER_MS = 40 * MINUTE_MS;
const URGENT_LATER_MS = 3 * MINUTE_MS;
/** So shortly before the present minutes count: they are what people see on their first look. */
const BY_THE_MINUTE_MS = 60 * MINUTE_MS;
/** Reads every case and task of the city, as supervisors do. */
const READER = 'duban';

/**
 * The stories of a city, carried on side by side: what is to be done next stands in one agenda, and the city's time goes from
 * one entry to the next. Without a time machine everything is done at once, now.
 */
export class CarryCity {
  /**
   * @param {object} about
   * @param {import('./api.mjs').Api} about.api
   * @param {import('./acts.mjs').Acts} about.acts
   * @param {object[]} about.requests those with `at` (epoch ms) arrive then
   * @param {import('./city-time.mjs').CityTime} [about.time]
   * @param {import('./work-hours.mjs').WorkHours} [about.hours] needed with `time`
   * @param {number} [about.presentAt] epoch ms: what is not done by then is done there
   * @param {(progress: { now: number, received: number, arrived: number, total: number }) => void} about.onProgress
   */
  constructor({ api, acts, requests, time, hours, presentAt, onProgress }) {
    Object.assign(this, { api, acts, requests, time, hours, presentAt, onProgress });
    /** @type {{ earliest: number, latest: number, arrives: boolean, request: object, act: () => Promise<void> }[]} epoch ms */
    this.agenda = [];
    this.cases = new Map();
    this.byNumber = new Map();
    this.seenSideTasks = new Set();
    this.beside = new Set();
    /** Cases about which the engine has not spoken since something was done. */
    this.touched = new Set();
    this.arrived = new Set();
    this.failures = [];
    this.refusals = new Map();
  }

  /** @returns {Promise<string[]>} one line per case that did not arrive; the others have */
  async execute() {
    for (const request of this.requests) this.planArrival(request);
    let idleSince = Date.now();
    for (;;) {
      await this.look();
      const stop = Math.min(...this.agenda.map(({ latest }) => latest));
      if (!Number.isFinite(stop)) {
        if (this.beside.size === 0 && this.touched.size === 0) break;
        if (Date.now() - idleSince > PATIENCE_MS) break;
        await sleep(100);
        continue;
      }
      idleSince = Date.now();
      const at = this.presentAt === undefined ? stop : Math.min(stop, this.presentAt);
      if (this.time && !(await this.time.towards(at))) continue;
      const due = this.dueAt(at);
      this.agenda = this.agenda.filter((entry) => !due.includes(entry));
      await inLanes(due, AT_ONCE, (entry) => this.perform(entry));
    }
    for (const n of [...this.beside, ...this.touched])
      this.failures.push(`  demo-${n}: nobody decided what comes next.`);
    return this.failures;
  }

  /** One request arrives at a stop, as they do in life, and others only when they can wait no longer. */
  dueAt(at) {
    if (!this.time || at === this.presentAt) return this.agenda;
    const due = this.agenda.filter(({ earliest }) => earliest <= this.now());
    const next = Math.min(...due.map(({ arrives, latest }) => (arrives ? latest : Number.POSITIVE_INFINITY)));
    return due.filter(({ arrives, latest }) => !arrives || latest <= Math.max(next, this.now()));
  }

  planArrival(request, at = request.at ?? 0) {
    this.enter(request, at, ARRIVES, () => this.receive(request), true);
  }

  /** @param {import('./next-act.mjs').Act} act @param {number} at epoch ms @param {() => Promise<void>} run */
  planAct(request, act, kase, at, run) {
    const later = this.hours ? Math.min(roomOf(act, kase), this.hours.closes(at) - at) : 0;
    this.enter(request, at, { earlier: EARLIER_MS, later }, run);
  }

  enter(request, at, { earlier, later }, act, arrives = false) {
    const byTheMinute = this.presentAt !== undefined && at + later > this.presentAt - BY_THE_MINUTE_MS;
    this.agenda.push({ request, act, arrives, earliest: at - earlier, latest: byTheMinute ? at : at + later });
  }

  async perform({ request, act }) {
    try {
      await act();
    } catch (error) {
      this.beside.delete(request.n);
      this.arrived.add(request.n);
      this.failures.push(
        `  demo-${request.n} (${this.cases.get(request.n)?.number ?? 'not received'}): ${error.message}`,
      );
    }
    this.onProgress({
      now: this.now(),
      received: this.cases.size,
      arrived: this.arrived.size,
      total: this.requests.length,
    });
  }

  async receive(request) {
    // A duplicate names the case it repeats, which may be on its way in at this very stop.
    if (request.duplicateOf && !this.cases.has(request.duplicateOf)) {
      if (this.arrived.has(request.duplicateOf))
        throw new Error(`demo-${request.duplicateOf}, which it repeats, is not there.`);
      this.planArrival(request, this.time ? this.now() : 0);
      return;
    }
    const { type, channel, title, text, categoryCode, areaCode, place, requester, secrecy, statedDisposition } =
      request;
    const idempotencyKey = `demo-${String(request.n).padStart(4, '0')}`;
    const input = { idempotencyKey, type, channel, title, text, categoryCode, areaCode, place, requester };
    if (secrecy) input.secrecy = secrecy;
    if (statedDisposition) input.statedDisposition = statedDisposition;
    if (request.duplicateOf) input.duplicateOf = this.cases.get(request.duplicateOf).id;
    const { receiveCase } = await insist(() => this.api.call(atDesk('CA', request), RECEIVE, { input }));
    const { id, number } = receiveCase.case;
    const fresh = !receiveCase.alreadyReceived;
    // An interrupted filling goes on from where the case was left, not from when somebody looks again.
    const since = this.time && !fresh ? await insist(() => lastDeedAt(this.api, READER, id)) : undefined;
    this.cases.set(request.n, { id, number, fresh, since });
    this.byNumber.set(number, request);
    await this.engineSpeaks(request);
  }

  /** With a time machine one question tells when the engine has spoken about all cases; without one each is asked after. */
  async engineSpeaks(request) {
    if (this.time) this.touched.add(request.n);
    else await this.goOn(request);
  }

  /** Puts what comes next for a case on the agenda, as soon as the engine has spoken. */
  async goOn(request) {
    const known = this.cases.get(request.n);
    this.beside.delete(request.n);
    for (;;) {
      if (!this.time) await this.untilMoved(request);
      const kase = await this.read(request);
      const original = request.duplicateOf ? this.cases.get(request.duplicateOf).number : undefined;
      const about = { acts: this.acts, request, kase, fresh: known.fresh, original, now: this.now() };
      const next = nextAct(about);
      if (next === 'arrived') return void this.arrived.add(request.n);
      if (next === 'beside') return void this.beside.add(request.n);
      if (next !== 'wait')
        return this.planAct(request, next, kase, this.momentOf(request, next, kase, known.since), () => {
          known.since = undefined;
          return this.do(request, next);
        });
      if (this.time) return void this.touched.add(request.n);
    }
  }

  /** @throws Error naming where the case stands when nothing moves for minutes */
  async untilMoved(request) {
    const { id } = this.cases.get(request.n);
    let seen = '';
    let changedAt = Date.now();
    for (let pause = 50; ; pause = Math.min(pause * 1.3, 1000)) {
      const { case: kase } = await insist(() => this.api.call(READER, MOVED, { id }));
      const onRoute = ({ kind, state }) => (state === 'OPEN' || state === 'CLAIMED') && !SIDE_TASKS.includes(kind);
      if (kase.closedAt !== null || kase.tasks.some(onRoute)) return;
      const standing = JSON.stringify(kase);
      if (standing !== seen) changedAt = Date.now();
      seen = standing;
      if (Date.now() - changedAt > PATIENCE_MS)
        throw new Error(`nothing moved for ${PATIENCE_MS / 1000} s; ${whereIs(await this.read(request))}.`);
      await sleep(pause);
    }
  }

  async do(request, act) {
    await this.attempt(request, act);
    await this.engineSpeaks(request);
  }

  /** Somebody may have been quicker, which the case then shows; what is refused again and again will never be done. */
  async attempt(request, { key, run }) {
    await insist(run, (conflict) => {
      const tried = `${request.n} ${key}`;
      this.refusals.set(tried, (this.refusals.get(tried) ?? 0) + 1);
      if (this.refusals.get(tried) === REFUSED_TOO_OFTEN) throw conflict;
      return true;
    });
  }

  /** What acts and alarms have brought about, once the engine is through with it: next steps, tasks beside the route, ringing phones. */
  async look() {
    await this.time?.settle();
    const touched = this.requests.filter(({ n }) => this.touched.has(n));
    this.touched.clear();
    const beside = this.api.call.bind(this.api, READER, this.time ? BESIDE_AND_RINGING : BESIDE, { kinds: SIDE_TASKS });
    const [{ tasks, outboundCalls }] = await Promise.all([
      insist(beside),
      inLanes(touched, AT_ONCE, (request) => this.perform({ request, act: () => this.goOn(request) })),
    ]);
    await this.lookBeside(tasks.nodes);
    if (outboundCalls) await this.takeCalls(outboundCalls.nodes);
  }

  /** Tasks beside the route, and cases that waited for one. */
  async lookBeside(tasks) {
    const fresh = tasks.filter(({ id, state, caseNumber }) => {
      const open = state === 'OPEN' || state === 'CLAIMED';
      return open && !this.seenSideTasks.has(id) && this.byNumber.has(caseNumber);
    });
    await inLanes(fresh, AT_ONCE, async (task) => {
      this.seenSideTasks.add(task.id);
      const request = this.byNumber.get(task.caseNumber);
      const kase = await this.read(request);
      const act = sideAct({ acts: this.acts, request, kase, now: this.now() }, task);
      const at = act && this.momentOf(request, act, kase);
      // What nobody would have done by now is left to whoever tries the city.
      if (act && (this.beside.has(request.n) || this.presentAt === undefined || at <= this.presentAt))
        this.planAct(request, act, kase, at, () => this.attempt(request, act));
      else if (this.beside.delete(request.n)) this.arrived.add(request.n);
    });
    const busy = new Set(this.agenda.map(({ request }) => request.n));
    const waiting = this.requests.filter(({ n }) => this.beside.has(n) && !busy.has(n));
    await inLanes(waiting, AT_ONCE, (request) => this.perform({ request, act: () => this.goOn(request) }));
  }

  /** Most duty officers press 1; the phones of the others ring in vain, three times. */
  async takeCalls(calls) {
    const taken = calls.filter(({ caseNumber }) => {
      const request = this.byNumber.get(caseNumber);
      return request && randomOf(`call ${request.n}`)() < CALLS_TAKEN;
    });
    await inLanes(taken, AT_ONCE, (call) =>
      insist(
        () => this.acts.takeCall(READER, call),
        () => true,
      ),
    );
  }

  read(request) {
    const { id } = this.cases.get(request.n);
    return insist(() => readCase(this.api, READER, id, request));
  }

  /** @param {number} [since] epoch ms since when it could be done; from now on as a rule */
  momentOf(request, act, kase, since) {
    if (!this.time) return 0;
    return momentOfAct(request, act.key, kase.urgency, since ?? this.time.now(), this.hours);
  }

  now() {
    return this.time?.now() ?? Date.now();
  }
}

/** @returns {number} ms by which an act may be later than planned without missing a limit */
function roomOf({ key }, { urgency }) {
  if (urgency > 2 || key.startsWith('confirmHandover')) return URGENT_LATER_MS;
  return PROMPT.includes(key.split(/[#:]/)[0]) ? PROMPT_LATER_MS : LATER_MS;
}
