import { migrate, prepareGivenDatabase } from './local/database.mjs';
import { parseOptions } from './local/options.mjs';
import { runScript, UserError } from './local/user-error.mjs';

// `npm run migrate`: for servers without the launcher. As the owner (DATABASE_ADMIN_URL) it makes what is missing (database,
// the application's role), checks what PostgreSQL can do, and applies what is new in migrations/.
await runScript(async () => {
  parseOptions(process.argv.slice(2), {}, 'npm run migrate');
  const { DATABASE_ADMIN_URL: owner, DATABASE_URL: application } = process.env;
  for (const [name, value] of Object.entries({ DATABASE_ADMIN_URL: owner, DATABASE_URL: application }))
    if (!value || !URL.canParse(value))
      throw new UserError(`${name} is needed: postgres://user:password@host:5432/database.`, 2);
  const version = await prepareGivenDatabase(String(owner), String(application));
  const applied = await migrate(String(owner));
  process.stdout.write(`PostgreSQL ${version}: ${applied === 0 ? 'nothing new' : `${applied} migrations applied`}\n`);
});
