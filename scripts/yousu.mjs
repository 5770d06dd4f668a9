import { installPackages, packagesAreInstalled, requireNode } from './local/packages.mjs';
import { Steps } from './local/steps.mjs';
import { runScript, UserError } from './local/user-error.mjs';

/** Each command's module exports `run(args)`, which answers the exit code. */
const COMMANDS = {
  diff: {
    says: 'says what a version of a model says differently from another',
    load: () => import('./local/diff.mjs'),
  },
  doctor: {
    says: 'checks this machine and the running system, and prints what to do',
    load: () => import('./local/doctor.mjs'),
  },
  due: {
    says: 'when a span of working time ends',
    load: () => import('./local/due.mjs'),
  },
  lint: {
    says: 'says what is wrong with models and how to mend it',
    load: () => import('./local/lint.mjs'),
  },
  seed: {
    says: 'fills the running system with closed cases, for tests of size',
    load: () => import('./local/seed.mjs'),
  },
  simulate: {
    says: 'tries models on a real engine of its own, with scenarios of people at work',
    load: () => import('./local/simulate.mjs'),
  },
};

// `npm run yousu -- <command>`
await runScript(async () => {
  requireNode();
  const [name, ...args] = process.argv.slice(2);
  const known = Object.entries(COMMANDS)
    .map(([each, { says }]) => `${each} (${says})`)
    .join(', ');
  if (name === undefined) throw new UserError(`npm run yousu -- <command> needs a command: ${known}.`, 2);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new UserError(`yousu does not know "${name}"; it knows ${known}.`, 2);
  if (!packagesAreInstalled()) await new Steps().run('Installing packages', installPackages);
  const { run } = await command.load();
  return run(args);
});
