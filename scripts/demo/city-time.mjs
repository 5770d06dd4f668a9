import { insist, sleep } from './api.mjs';

const STATE = '{ now nextAlarmAt nextLimitAt underWay }';
const TIME = `query Time { timeMachine ${STATE} }`;
const MOVE = `mutation Move($moment: DateTime) { advanceTimeTo(moment: $moment) ${STATE} }`;
const SUPERVISOR = 'duban';
/** Alarms ring up to ten minutes after their moments, so that not all ring at once; with so much more, neighbours take one move. */
const SPREAD_MS = 20 * 60_000;
/** An alarm that only warns changes a light and sends a notice: the city does not stop for each. */
const WARNS_LATER_MS = 90 * 60_000;
/** Without anything having moved. */
const PATIENCE_MS = 90_000;

/** The city's time, moved by the time machine that supervisors have. */
export class CityTime {
  /** @param {import('./api.mjs').Api} api */
  constructor(api) {
    this.api = api;
    this.nextAlarm = Number.POSITIVE_INFINITY;
    this.nextLimit = Number.POSITIVE_INFINITY;
    /** How far ahead the city's clock is of this machine's, in ms; never more than 0 here. */
    this.ahead = 0;
    this.moves = 0;
    this.waitedMs = 0;
    this.movedMs = 0;
  }

  /** @returns {number} epoch ms of the city's time */
  now() {
    return Date.now() + this.ahead;
  }

  async read() {
    return this.take((await insist(() => this.api.call(SUPERVISOR, TIME))).timeMachine);
  }

  /** Waits until nothing is under way any more. @throws Error naming how much still is, when nothing moves for a while */
  async settle() {
    const began = performance.now();
    let seen = -1;
    let changedAt = began;
    for (let pause = 25; ; pause = Math.min(pause * 1.25, 150)) {
      const { underWay } = await this.read();
      if (underWay === 0) break;
      if (underWay !== seen) changedAt = performance.now();
      seen = underWay;
      if (performance.now() - changedAt > PATIENCE_MS)
        throw new Error(
          `${underWay} things are still under way in the city, and nothing moved for ${PATIENCE_MS / 1000} s.`,
        );
      await sleep(pause);
    }
    this.waitedMs += performance.now() - began;
  }

  /**
   * Towards a moment, but not past the next limit that runs out: whoever hears of it may act before. Everything has settled.
   * @param {number} moment epoch ms
   * @returns {Promise<boolean>} whether the moment has come
   */
  async towards(moment) {
    const target = Math.min(moment, this.nextLimit + SPREAD_MS, this.nextAlarm + WARNS_LATER_MS);
    if (target > this.now()) {
      const began = performance.now();
      // Beyond the present there is nothing to go to.
      const at = target >= Date.now() ? null : new Date(target).toISOString();
      const { advanceTimeTo } = await insist(() => this.api.call(SUPERVISOR, MOVE, { moment: at }));
      this.moves += 1;
      this.movedMs += performance.now() - began;
      if (this.take(advanceTimeTo).underWay > 0) await this.settle();
    }
    return target === moment;
  }

  /** From wherever it is to this very moment, alarm by alarm. */
  async toThePresent() {
    await this.settle();
    while (this.now() < Date.now() - 1000) await this.towards(Number.POSITIVE_INFINITY);
    await this.settle();
  }

  take({ now, nextAlarmAt, nextLimitAt, underWay }) {
    this.ahead = Math.min(0, Date.parse(now) - Date.now());
    this.nextAlarm = nextAlarmAt ? Date.parse(nextAlarmAt) : Number.POSITIVE_INFINITY;
    this.nextLimit = nextLimitAt ? Date.parse(nextLimitAt) : Number.POSITIVE_INFINITY;
    return { underWay };
  }
}
