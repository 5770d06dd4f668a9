import { randomInt, randomUUID } from 'node:crypto';
import { TASK_RESULTS } from '../../demo/task-results.mjs';
import { RECEIVE } from '../demo/acts.mjs';
import { insist, sleep } from '../demo/api.mjs';
import { workerOf } from '../demo/people.mjs';
import { loginFor, performAct } from './scenario-acts.mjs';
import { LOOK, READER, ROUTES, seenOf } from './seen-case.mjs';

/** The engine has spoken when this begins; a step that is not there by then hardly comes. */
const PATIENCE_MS = 5_000;
/** Whoever answers first stands first at every desk. */
const FIRST_AT_DESK = { n: 0 };

/** What went otherwise than written; ends the run. */
class StepFailed extends Error {
  /** @param {import('../../common/src/scenarios/trial-step.js').TrialProblem['code']} code @param {string} message @param {Record<string, string>} [details] */
  constructor(code, message, details = {}) {
    super(message);
    this.problem = { code, message, details };
  }
}

/** One scenario on an open stage: its case, its people, and what came of each step. */
export class ScenarioRun {
  /** Epoch ms of the stage's time at which it goes on. */
  wakesAt;
  over = false;
  /** @type {import('../../common/src/scenarios/trial-step.js').TrialStep[]} */
  steps = [];
  /** Wall time. */
  beganAt = 0;
  tookMs = 0;
  /** @type {{ id: string, number: string } | undefined} */
  kase = undefined;

  /**
   * @param {object} about
   * @param {import('../../common/src/scenarios/scenario.js').Scenario} about.scenario
   * @param {import('../demo/api.mjs').Api} about.api
   * @param {import('./stage-time.mjs').StageTime} about.time
   * @param {import('postgres').Sql} about.sql of the stage's database
   * @param {{ momentAfter: Function, instantOf: Function, compareWithSeen: Function, calendar: object }} about.pure
   * @param {(step: object) => void} [about.onStep]
   */
  constructor({ scenario, api, time, sql, pure, onStep = () => {} }) {
    Object.assign(this, { scenario, api, time, sql, pure, onStep });
    this.wakesAt = scenario.at;
  }

  get passed() {
    return this.over && this.steps.every(({ outcome }) => outcome === 'PASSED');
  }

  /** Does what comes next; afterwards the engine has to be waited for. */
  async goOn() {
    if (this.steps.length === 0) this.beganAt = performance.now();
    const step = this.kase ? this.scenario.steps[this.steps.length - 1] : undefined;
    const tried = {
      line: step?.line ?? 0,
      verb: step?.verb ?? /** @type {const} */ ('receive'),
      subject: step ? subjectOf(step) : this.scenario.case.type,
      name: '',
      as: '',
      at: null,
      outcome: 'PASSED',
      problem: null,
      checks: [],
    };
    try {
      Object.assign(tried, step ? await this.perform(step) : await this.receive());
      if (tried.checks.some(({ passed }) => !passed)) tried.outcome = 'FAILED';
    } catch (error) {
      tried.outcome = 'FAILED';
      tried.problem = error instanceof StepFailed ? error.problem : brokenBy(error);
    }
    tried.at = new Date(this.time.now()).toISOString();
    this.tell(tried);
    // What was expected and did not come is told and gone past; what could not be done is the end.
    if (tried.problem) this.skipTheRest();
    if (this.steps.length > this.scenario.steps.length) this.end();
  }

  end() {
    this.over = true;
    this.tookMs = performance.now() - this.beganAt;
  }

  skipTheRest() {
    for (const step of this.scenario.steps.slice(this.steps.length - 1))
      this.tell({
        line: step.line,
        verb: step.verb,
        subject: subjectOf(step),
        name: '',
        as: '',
        at: null,
        outcome: 'SKIPPED',
        problem: null,
        checks: [],
      });
  }

  tell(step) {
    this.steps.push(step);
    this.onStep(step);
  }

  async receive() {
    const { type, channel, title, text, category, area, place, secrecy, disposition, requester } = this.scenario.case;
    const input = {
      idempotencyKey: `trial-${randomUUID()}`,
      ...{ type, channel, title, text, categoryCode: category, areaCode: area },
      requester: requester ?? someone(),
      ...(place && { place }),
      ...(secrecy && { secrecy }),
      ...(disposition && { statedDisposition: disposition }),
    };
    const as = loginFor('receive');
    const { receiveCase } = await this.refusable(undefined, () => this.api.call(as, RECEIVE, { input }));
    this.kase = receiveCase.case;
    return { as };
  }

  /** @param {import('../../common/src/scenarios/scenario.js').ScenarioStep} step */
  async perform(step) {
    switch (step.verb) {
      case 'complete':
        return this.complete(step);
      case 'act':
        return this.act(step);
      case 'wait':
        this.wakesAt = this.pure.momentAfter(this.time.now(), step.wait, this.pure.calendar);
        return {};
      case 'until':
        this.wakesAt = this.pure.instantOf(step.until);
        if (this.wakesAt < this.time.now())
          throw new StepFailed('broken', `It is past ${step.until} already, and time only goes forward.`);
        return {};
      case 'expect':
        return { checks: this.pure.compareWithSeen(step.expect, seenOf(await this.look(), await this.messages())) };
    }
  }

  async complete({ complete: element, as, unit, form, refused }) {
    const { task, kase } = await this.taskAt(element, unit);
    const login = as ?? personFor(task);
    const done = kase.tasks.filter(({ kind, state }) => kind === task.kind && state === 'COMPLETED').length;
    const usual = TASK_RESULTS[task.kind]?.({ request: this.request(), kase, done, now: this.time.now() }) ?? {};
    const result = Object.fromEntries(
      Object.entries({ ...usual, ...form }).filter(([, value]) => value !== null && value !== undefined),
    );
    await this.refusable(refused, () => performAct(this.api, { act: 'complete', login, kase, task, with: { result } }));
    return { as: login, name: task.name };
  }

  async act({ act, as, with: said, refused }) {
    const kase = await this.look();
    const task = act === 'claim' ? (await this.taskAt(said.task)).task : undefined;
    const login = as ?? (task ? personFor(task) : loginFor(act, kase));
    if (!login) throw new StepFailed('nobody', `Nobody in the demo city may ${act} here; say who with "as".`);
    const clock = said.clock ? clockOf(kase, said.clock) : undefined;
    await this.refusable(refused, () => performAct(this.api, { act, login, kase, task, clock, with: said }));
    return { as: login };
  }

  /** What the demo's people look at when they fill in a form. */
  request() {
    const { category, area, ...told } = this.scenario.case;
    return { place: '', ...told, categoryCode: category, areaCode: area, ...FIRST_AT_DESK };
  }

  /** @param {string} element @param {string} [unit] code */
  async taskAt(element, unit) {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      const kase = await this.look();
      const open = kase.tasks.filter(({ state }) => state === 'OPEN' || state === 'CLAIMED');
      const found = open.filter(
        ({ elementId, candidateGroups }) =>
          elementId === element && (!unit || candidateGroups.some((group) => group.startsWith(`unit:${unit}:`))),
      );
      if (found.length > 1 && !unit)
        throw new StepFailed('manyTasks', `${found.length} tasks ${element} are open: say of which unit.`, { element });
      if (found[0]) return { task: found[0], kase };
      const incident = (await this.time.incidents()).find(({ caseNumber }) => caseNumber === this.kase?.number);
      if (incident)
        throw new StepFailed('incident', `${incident.processId}, ${incident.elementId}: ${incident.message}`, {
          process: incident.processId,
          element: incident.elementId,
          message: incident.message,
        });
      if (performance.now() > until || this.time.standing > 0) {
        const there = open.map(({ elementId }) => elementId).join(', ') || '—';
        throw new StepFailed('noTask', `There is no open task ${element}; open are: ${there}.`, {
          element,
          open: there,
        });
      }
      await sleep(200);
    }
  }

  /** @param {string | undefined} expected code with which the platform must refuse it */
  async refusable(expected, run) {
    try {
      const answer = await insist(run);
      if (expected === undefined) return answer;
    } catch (error) {
      if (error instanceof StepFailed || !error.code) throw error;
      if (error.code === expected) return undefined;
      throw new StepFailed('refused', `The platform refused it (${error.code}): ${error.message}`, {
        code: error.code,
        message: error.message,
      });
    }
    throw new StepFailed('notRefused', `The platform should have refused it (${expected}), and took it.`, {
      code: expected ?? '',
    });
  }

  async look() {
    return (await insist(() => this.api.call(READER, LOOK, { id: this.kase?.id }))).case;
  }

  /** Names of the messages that the engine was sent for the case. */
  async messages() {
    const rows = await this.sql`
      select command ->> 'name' as name
      from outbox
      where case_id = ${this.kase?.id ?? null} and kind = 'PUBLISH_MESSAGE'
      order by id`;
    return rows.map(({ name }) => name);
  }

  /** The newest instance of each process that the case went through, with the way it took; none when it was not received. */
  async routes() {
    if (!this.kase) return [];
    const until = performance.now() + PATIENCE_MS;
    let seen = (await insist(() => this.api.call(READER, ROUTES, { id: this.kase?.id }))).case;
    while (!recordsAreIn(seen) && performance.now() < until) {
      await sleep(250);
      seen = (await insist(() => this.api.call(READER, ROUTES, { id: this.kase?.id }))).case;
    }
    const newest = new Map();
    for (const one of seen.route) {
      const known = newest.get(one.processId);
      if (!known || (known.startedAt ?? '') <= (one.startedAt ?? '')) newest.set(one.processId, one);
    }
    return [...newest.values()].filter(
      ({ processId }) => processId !== 'case-clock' || processId === this.scenario.process,
    );
  }
}

/** The way is known from the engine's records, which come a second later than the next task. */
function recordsAreIn({ closedAt, tasks, route }) {
  const active = route.flatMap(({ steps }) => steps.filter(({ state }) => state === 'ACTIVE'));
  const open = tasks.filter(({ state }) => state === 'OPEN' || state === 'CLAIMED');
  const main = route.find(({ processId }) => processId === 'case-main');
  return (
    main !== undefined &&
    (main.state === 'ACTIVE') === (closedAt === null) &&
    open.every(({ elementId }) => active.some((step) => step.elementId === elementId)) &&
    active.every(
      ({ elementId, elementType }) => elementType !== 'USER_TASK' || open.some((task) => task.elementId === elementId),
    )
  );
}

/** A number of nobody else: two scenarios beside one another are no duplicates. */
const someone = () => ({ kind: 'PERSON', name: '白先生', phone: `199${randomInt(10_000_000, 99_999_999)}` });

function clockOf(kase, kind) {
  const running = ({ state }) => state === 'RUNNING' || state === 'PAUSED';
  const clock = kase.clocks.find((each) => each.kind === kind && running(each));
  if (!clock) throw new StepFailed('noClock', `No clock ${kind} is running.`, { kind });
  return clock;
}

function personFor(task) {
  try {
    return workerOf(task, FIRST_AT_DESK);
  } catch {
    const groups = task.candidateGroups.join(', ') || '—';
    throw new StepFailed('nobody', `Nobody in the demo city serves ${groups}; say who with "as".`, { groups });
  }
}

/** @param {import('../../common/src/scenarios/scenario.js').ScenarioStep} step */
function subjectOf(step) {
  switch (step.verb) {
    case 'complete':
      return step.complete;
    case 'act':
      return step.act;
    case 'wait':
      return step.wait;
    case 'until':
      return step.until;
    case 'expect':
      return '';
  }
}

const brokenBy = (error) => ({ code: 'broken', message: error?.message ?? String(error), details: {} });
