type Timer = ReturnType<typeof setTimeout>;
type Run = (...args: unknown[]) => void;

/** Timers that run, each with where it was started: told only when asked for, because reading a stack loads source maps. */
const running = new Map<Timer, Error>();

/**
 * Those that keep a process alive. vitest took the functions for itself before any test, so whatever comes this way is the
 * product's or a test's. Loaded once by each worker, which keeps it for all of its files.
 */
export function runningTimers(): Timer[] {
  return [...running.keys()].filter((timer) => timer.hasRef());
}

/** @returns the kind of timer and the line that started it */
export function startOf(timer: Timer): string {
  const { message = '', stack = '' } = running.get(timer) ?? {};
  return `${message} ${stack.split('\n')[2]?.trim() ?? ''}`;
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
    running.set(timer, new Error(name));
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
