/** @typedef {{ name: string, child: () => import('./child.mjs').Child | undefined, start: () => Promise<unknown> }} Part */

const LONGEST_PAUSE_MS = 30_000;
/** After this long a part counts as healthy again, and its next end is the first one. */
const HEALTHY_AFTER_MS = 60_000;

/**
 * Restarts what dies, with pauses of 1, 2, 4 … 30 s. What a part needs from the others it finds by itself: nothing else is restarted.
 */
export class Supervisor {
  /** @param {(text: string) => void} say */
  constructor(say) {
    this.say = say;
    this.stopping = false;
    /** @type {Set<NodeJS.Timeout>} */
    this.timers = new Set();
    /** @type {Set<Promise<void>>} */
    this.starting = new Set();
  }

  /** @param {Part} part already started */
  watch(part, failures = 0) {
    const child = part.child();
    const since = performance.now();
    child?.ended.then((how) => {
      if (this.stopping) return;
      // Code 0 is an order (npm run dev after a change), not a failure.
      const healthy = how === 'ended with code 0' || performance.now() - since > HEALTHY_AFTER_MS;
      const count = healthy ? 0 : failures;
      const pause = Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** count);
      this.say(`! ${part.name} ${how}; it is started again in ${pause / 1000} s (log: ${child.logFile})`);
      this.later(part, count + 1, pause);
    });
  }

  /** @param {Part} part @param {number} failures @param {number} pause */
  later(part, failures, pause) {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      const attempt = this.restart(part, failures).finally(() => this.starting.delete(attempt));
      this.starting.add(attempt);
    }, pause);
    this.timers.add(timer);
  }

  /** @param {Part} part @param {number} failures */
  async restart(part, failures) {
    const before = part.child();
    try {
      await part.start();
      if (this.stopping) return;
      this.say(`✓ ${part.name} runs again`);
    } catch (error) {
      if (this.stopping) return;
      this.say(`! ${part.name} could not be started again: ${error.message.split('\n')[0]}`);
      // A process that came up and ended is reported by its watch; one that never came up is tried again from here.
      if (part.child() === before || !part.child())
        return this.later(part, failures + 1, Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** failures));
      if (part.child()?.running) part.child()?.kill9();
    }
    this.watch(part, failures);
  }

  /** From now on nothing is restarted. */
  stop() {
    this.stopping = true;
    for (const timer of this.timers) clearTimeout(timer);
  }
}
