type Timer = ReturnType<typeof setTimeout>;
type Run = (...args: unknown[]) => void;

/** Timers that run, each with the line that started it. */
const running = new Map<Timer, string>();

/**
 * Those that keep a process alive. vitest took the functions for itself before any test, so whatever comes this way is the
 * product's or a test's. Loaded once by each worker, which keeps it for all of its files.
 * @returns where each was started
 */
export function runningTimers(): string[] {
  return [...running].filter(([timer]) => timer.hasRef()).map(([, from]) => from);
}

for (const name of ['setTimeout', 'setInterval'] as const) {
  const start = globalThis[name] as (run: Run, ms?: number, ...args: unknown[]) => Timer;
  const watched = (run: Run, ms?: number, ...args: unknown[]): Timer => {
    const timer = start(
      (...given: unknown[]) => {
        if (name === 'setTimeout') running.delete(timer);
        run(...given);
      },
      ms,
      ...args,
    );
    running.set(timer, `${name} ${new Error(name).stack?.split('\n')[2]?.trim() ?? ''}`);
    return timer;
  };
  // util.promisify finds its own way in a property of the function.
  Object.assign(globalThis, { [name]: Object.defineProperties(watched, Object.getOwnPropertyDescriptors(start)) });
}

for (const name of ['clearTimeout', 'clearInterval'] as const) {
  const clear = globalThis[name];
  Object.assign(globalThis, {
    [name]: (timer?: Timer) => {
      if (timer) running.delete(timer);
      clear(timer);
    },
  });
}
