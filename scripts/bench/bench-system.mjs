import { startTestSystem } from '../local/test-system.mjs';

/** Systems that run, also those that are still being started. @type {Set<Promise<import('../local/test-system.mjs').RunningSystem>>} */
const running = new Set();

/**
 * A system of its own for one bench, which stops whatever becomes of the bench: at its end, when it dies, or on a signal.
 * @template T
 * @param {import('../local/steps.mjs').Steps} steps
 * @param {(system: import('../local/test-system.mjs').RunningSystem) => Promise<T>} work
 * @param {Parameters<typeof startTestSystem>[0]} [options]
 * @returns {Promise<T>}
 */
export async function withSystem(steps, work, options) {
  const starting = startTestSystem({ demo: true, durable: true, ...options });
  running.add(starting);
  try {
    const system = await steps.run('Starting a system', () => starting);
    try {
      return await work(system);
    } finally {
      await steps.run('Stopping', () => system.stop());
    }
  } finally {
    running.delete(starting);
  }
}

/** Once, before any bench: one that is interrupted, or dies where nobody catches it, leaves no engine and no database behind. */
export function stopWhateverHappens() {
  const stop = async (code) => {
    await Promise.allSettled([...running].map(async (starting) => (await starting).stop()));
    process.exit(code);
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.once(signal, () => stop(130));
  for (const event of ['uncaughtException', 'unhandledRejection'])
    process.once(event, (error) => {
      process.stderr.write(`${error?.stack ?? error}\n`);
      void stop(1);
    });
}
