import { build } from './local/build-output.mjs';
import { requireNode } from './local/packages.mjs';
import { Steps } from './local/steps.mjs';
import { runScript, UserError } from './local/user-error.mjs';

/** Each measures one promise, where needed on a system of its own; `run(steps, args)` answers whether it was kept. */
const BENCHES = {
  due: () => import('./bench/due.mjs'),
  lifecycles: () => import('./bench/lifecycles.mjs'),
  lists: () => import('./bench/lists.mjs'),
  recalculate: () => import('./bench/recalculate.mjs'),
  screens: () => import('./bench/screens.mjs'),
  ticks: () => import('./bench/ticks.mjs'),
};

// `npm run bench -- <name>`
await runScript(async () => {
  requireNode();
  const [name = '', ...args] = process.argv.slice(2);
  const load = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  if (!load)
    throw new UserError(`npm run bench -- <name> needs the name of a bench: ${Object.keys(BENCHES).join(', ')}.`, 2);
  const steps = new Steps();
  await steps.run(
    'Building',
    () => build(),
    (built) => (built.length > 0 ? built.join(' and ') : 'nothing new'),
  );
  const { run } = await load();
  return (await run(steps, args)) ? 0 : 1;
});
