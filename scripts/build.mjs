import { build } from './local/build-output.mjs';
import { parseOptions } from './local/options.mjs';
import { Steps } from './local/steps.mjs';
import { runScript } from './local/user-error.mjs';

// `npm run build`: api and web, always both; `-- --api` the api alone and only if it changed, which checks its types.
await runScript(async () => {
  const { api } = parseOptions(process.argv.slice(2), { api: 'flag' }, 'npm run build');
  await new Steps().run(
    'Building',
    () => build(api ? { only: 'api' } : { force: true }),
    (built) => built.join(' and ') || 'nothing new',
  );
});
