import { stopWhateverHappens } from './bench/bench-system.mjs';
import { Figures } from './bench/figures.mjs';
import { build } from './local/build-output.mjs';
import { parseOptions } from './local/options.mjs';
import { requireNode } from './local/packages.mjs';
import { Steps } from './local/steps.mjs';
import { runScript, UserError } from './local/user-error.mjs';

/** Each measures one promise, where needed on a system of its own, and writes its figures down: `run(steps, options, figures)`. */
const BENCHES = {
  due: () => import('./bench/due.mjs'),
  lists: () => import('./bench/lists.mjs'),
  lifecycles: () => import('./bench/lifecycles.mjs'),
  intake: () => import('./bench/intake.mjs'),
  recalculate: () => import('./bench/recalculate.mjs'),
  drawing: () => import('./bench/drawing.mjs'),
  screens: () => import('./bench/screens.mjs'),
  ticks: () => import('./bench/ticks.mjs'),
};

// `npm run bench`: all of them; `npm run bench -- <name>`: one. `--json` prints the figures and nothing else to standard output.
await runScript(async () => {
  requireNode();
  const args = process.argv.slice(2);
  const named = args[0] !== undefined && !args[0].startsWith('-') ? args.shift() : undefined;
  if (named !== undefined && !Object.hasOwn(BENCHES, named))
    throw new UserError(
      `npm run bench does not know "${named}"; its benches are ${Object.keys(BENCHES).join(', ')}.`,
      2,
    );
  const names = named === undefined ? Object.keys(BENCHES) : [named];
  const benches = await Promise.all(names.map(async (name) => ({ name, ...(await BENCHES[name]()) })));
  const known = Object.assign({ json: 'flag' }, ...benches.map(({ OPTIONS }) => OPTIONS));
  const options = parseOptions(args, known, `npm run bench${named === undefined ? '' : ` -- ${named}`}`);
  const steps = new Steps(options.json ? process.stderr : process.stdout);
  const figures = new Figures();
  stopWhateverHappens();
  await steps.run(
    'Building',
    () => build(),
    (built) => (built.length > 0 ? built.join(' and ') : 'nothing new'),
  );
  for (const { name, run } of benches) {
    steps.line(`${name}:`);
    try {
      await run(steps, options, figures);
    } catch (error) {
      // The others still have something to say.
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      figures.failed(name, error);
    }
  }
  process.stdout.write(options.json ? `${JSON.stringify(figures.all, null, 2)}\n` : `\n${figures.table()}`);
  return figures.kept ? 0 : 1;
});
