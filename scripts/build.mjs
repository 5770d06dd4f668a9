import { build } from './local/build-output.mjs';
import { parseOptions } from './local/options.mjs';
import { Steps } from './local/steps.mjs';
import { runScript } from './local/user-error.mjs';

// `npm run build`: api and web, always both.
await runScript(async () => {
  parseOptions(process.argv.slice(2), {}, 'npm run build');
  await new Steps().run(
    'Building',
    () => build({ force: true }),
    (built) => built.join(' and '),
  );
});
