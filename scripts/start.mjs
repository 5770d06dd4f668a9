import { parseOptions, portOf, START_OPTIONS } from './local/options.mjs';
import { installPackages, packagesAreInstalled, requireNode } from './local/packages.mjs';
import { Steps } from './local/steps.mjs';
import { runScript } from './local/user-error.mjs';

// `npm start`: everything, from a clean checkout to a page. Packages come first, because the rest is written with them.
await runScript(async () => {
  requireNode();
  const chosen = parseOptions(process.argv.slice(2), START_OPTIONS, 'npm start');
  const port = chosen.port === undefined ? undefined : portOf(chosen.port, '--port', 3000);
  const steps = new Steps();
  if (!packagesAreInstalled()) await steps.run('Installing packages', installPackages);
  const { launch } = await import('./local/launch.mjs');
  return launch(
    {
      fresh: Boolean(chosen.fresh),
      yes: Boolean(chosen.yes),
      demo: !chosen['no-demo'],
      small: Boolean(chosen.small),
      port,
    },
    steps,
  );
});
