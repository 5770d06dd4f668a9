import { BESIDE, MOVED, READ, RECEIVE, RINGING } from './acts.mjs';
import { inLanes, insist, sleep } from './api.mjs';
import { nextAct, SIDE_TASKS, sideAct, whereIs } from './next-act.mjs';
import { momentOfAct } from './pace.mjs';
import { atDesk } from './people.mjs';
import { randomOf } from './random.mjs';

const AT_ONCE = 6;
const PATIENCE_MS = 180_000;
const REFUSED_TOO_OFTEN = 4;
const CALLS_TAKEN = 0.7;
/** Whatever is to be done within so long of the first is done at one stop of the city's time. */
const STOP_MS = 60 * 60_000;
/** Each stop of time costs a third of a second: calls of the same half hour arrive at one. */
const ARRIVALS_MS = 30 * 60_000;
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
    /** @type {{ at: number, request: object, act: () => Promise<void> }[]} */
    this.agenda = [];
    this.cases = new Map();
    this.byNumber = new Map();
    this.seenSideTasks = new Set();
    this.beside = new Set();
    this.arrived = new Set();
    this.failures = [];
    this.refusals = new Map();
  }

  /** @returns {Promise<string[]>} one line per case that did not arrive; the others have */
  async execute() {
    for (const request of this.requests) this.plan(request, request.at ?? 0, () => this.receive(request));
    let idleSince = Date.now();
    for (;;) {
      await this.lookBeside();
      if (this.time) await this.takeCalls();
      const next = Math.min(...this.agenda.map(({ at }) => at));
      if (!Number.isFinite(next)) {
        if (this.beside.size === 0) break;
        if (Date.now() - idleSince > PATIENCE_MS) break;
        await sleep(100);
        continue;
      }
      idleSince = Date.now();
      const stop = this.presentAt === undefined ? next : Math.min(next, this.presentAt);
      if (this.time && !(await this.time.towards(stop))) continue;
      const due = this.agenda.filter((entry) => stop === this.presentAt || this.isDue(entry));
      this.agenda = this.agenda.filter((entry) => !due.includes(entry));
      await inLanes(due, AT_ONCE, (entry) => this.perform(entry));
    }
    for (const n of this.beside) this.failures.push(`  demo-${n}: nobody decided what comes next.`);
    return this.failures;
  }

  plan(request, at, act) {
    this.agenda.push({ at, request, act });
  }

  isDue({ at, request }) {
    if (!this.time) return true;
    return at <= this.time.now() + (this.cases.has(request.n) ? STOP_MS : ARRIVALS_MS);
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
      this.plan(request, this.time ? this.now() : 0, () => this.receive(request));
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
    this.cases.set(request.n, { id, number, fresh: !receiveCase.alreadyReceived });
    this.byNumber.set(number, request);
    await this.goOn(request);
  }

  /** Puts what comes next for a case on the agenda, as soon as the engine has spoken. */
  async goOn(request) {
    const known = this.cases.get(request.n);
    this.beside.delete(request.n);
    for (;;) {
      await this.untilMoved(known.id);
      const kase = await this.read(known.id);
      const original = request.duplicateOf ? this.cases.get(request.duplicateOf).number : undefined;
      const about = { acts: this.acts, request, kase, fresh: known.fresh, original, now: this.now() };
      const next = nextAct(about);
      if (next === 'arrived') return void this.arrived.add(request.n);
      if (next === 'beside') return void this.beside.add(request.n);
      if (next !== 'wait') return this.plan(request, this.momentOf(request, next, kase), () => this.do(request, next));
    }
  }

  /** @throws Error naming where the case stands when nothing moves for minutes */
  async untilMoved(id) {
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
        throw new Error(`nothing moved for ${PATIENCE_MS / 1000} s; ${whereIs(await this.read(id))}.`);
      await sleep(pause);
    }
  }

  async do(request, act) {
    await this.attempt(request, act);
    // The next step needs some round trips of relay and engine.
    await sleep(50);
    await this.goOn(request);
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

  /** Tasks that an act or an alarm has brought about, and cases that waited for one. */
  async lookBeside() {
    const { tasks } = await insist(() => this.api.call(READER, BESIDE, { kinds: SIDE_TASKS }));
    const fresh = tasks.nodes.filter(({ id, state, caseNumber }) => {
      const open = state === 'OPEN' || state === 'CLAIMED';
      return open && !this.seenSideTasks.has(id) && this.byNumber.has(caseNumber);
    });
    for (const task of fresh) {
      this.seenSideTasks.add(task.id);
      const request = this.byNumber.get(task.caseNumber);
      const kase = await this.read(this.cases.get(request.n).id);
      const act = sideAct({ acts: this.acts, request, kase, now: this.now() }, task);
      const at = act && this.momentOf(request, act, kase);
      // What nobody would have done by now is left to whoever tries the city.
      if (act && (this.beside.has(request.n) || this.presentAt === undefined || at <= this.presentAt))
        this.plan(request, at, () => this.attempt(request, act));
      else if (this.beside.delete(request.n)) this.arrived.add(request.n);
    }
    const busy = new Set(this.agenda.map(({ request }) => request.n));
    const waiting = this.requests.filter(({ n }) => this.beside.has(n) && !busy.has(n));
    for (const request of waiting) await this.perform({ request, act: () => this.goOn(request) });
  }

  /** Most duty officers press 1; the phones of the others ring in vain, three times. */
  async takeCalls() {
    const { outboundCalls } = await insist(() => this.api.call(READER, RINGING));
    for (const call of outboundCalls.nodes) {
      const request = this.byNumber.get(call.caseNumber);
      if (request && randomOf(`call ${request.n}`)() < CALLS_TAKEN)
        await insist(
          () => this.acts.takeCall(READER, call),
          () => true,
        );
    }
  }

  async read(id) {
    return (await insist(() => this.api.call(READER, READ, { id }))).case;
  }

  momentOf(request, act, kase) {
    if (!this.time) return 0;
    return momentOfAct(request, act.key, kase.urgency, this.time.now(), this.hours);
  }

  now() {
    return this.time?.now() ?? Date.now();
  }
}
