import { insist, sleep } from '../demo/api.mjs';

const STATE = '{ now nextAlarmAt nextLimitAt underWay }';
const TIME = `query Time { timeMachine ${STATE} }`;
const MOVE = `mutation Move($moment: DateTime!) { advanceTimeTo(moment: $moment, beyondPresent: true) ${STATE} }`;
const INCIDENTS = 'query Incidents { operations { incidents { caseNumber processId elementId errorType message } } }';
const SUPERVISOR = 'duban';
/** Alarms ring up to ten minutes after their moments; those that only warn may ring later still, which shortens a trial. */
const SPREAD_MS = 20 * 60_000;
const WARNS_LATER_MS = 90 * 60_000;
/** Nothing has changed for so long: a model waits by itself, at a timer or a message, and time may go on. */
const STANDS_AFTER_MS = 12_000;
/** What stood before and stands still is waited for less. */
const STANDS_STILL_MS = 1_500;

/** The time of a stage: it only goes forward, alarm by alarm, and never while something is under way that people would wait for. */
export class StageTime {
  nextAlarm = Number.POSITIVE_INFINITY;
  nextLimit = Number.POSITIVE_INFINITY;
  offset = 0;
  standing = 0;

  /** @param {import('../demo/api.mjs').Api} api */
  constructor(api) {
    this.api = api;
  }

  /** @returns {number} epoch ms of the stage's time */
  now() {
    return Date.now() + this.offset;
  }

  /** Waits until people see what they are to do next, or until a model waits by itself. */
  async settle() {
    let seen = -1;
    let changedAt = performance.now();
    for (let pause = 25; ; pause = Math.min(pause * 1.25, 150)) {
      const { timeMachine } = await insist(() => this.api.call(SUPERVISOR, TIME));
      const underWay = this.take(timeMachine);
      if (underWay === 0) {
        this.standing = 0;
        return;
      }
      if (underWay !== seen) changedAt = performance.now();
      seen = underWay;
      const unchangedMs = performance.now() - changedAt;
      const stands =
        underWay === this.standing || (unchangedMs > STANDS_STILL_MS && (await this.incidents()).length > 0);
      if (unchangedMs > (stands ? STANDS_STILL_MS : STANDS_AFTER_MS)) {
        this.standing = underWay;
        return;
      }
      await sleep(pause);
    }
  }

  /** To a moment, and to each alarm before it. @param {number} moment epoch ms */
  async to(moment) {
    while (this.now() < moment) {
      const target = Math.min(moment, this.nextLimit + SPREAD_MS, this.nextAlarm + WARNS_LATER_MS);
      const at = new Date(Math.max(target, this.now() + 1_000)).toISOString();
      const { advanceTimeTo } = await insist(() => this.api.call(SUPERVISOR, MOVE, { moment: at }));
      if (this.take(advanceTimeTo) > 0) await this.settle();
    }
  }

  /** @returns {Promise<{ caseNumber: string | null, processId: string, elementId: string, errorType: string, message: string }[]>} */
  async incidents() {
    return (await insist(() => this.api.call(SUPERVISOR, INCIDENTS))).operations.incidents;
  }

  /** @returns {number} how much is under way */
  take({ now, nextAlarmAt, nextLimitAt, underWay }) {
    this.offset = Date.parse(now) - Date.now();
    this.nextAlarm = nextAlarmAt ? Date.parse(nextAlarmAt) : Number.POSITIVE_INFINITY;
    this.nextLimit = nextLimitAt ? Date.parse(nextLimitAt) : Number.POSITIVE_INFINITY;
    return underWay;
  }
}
