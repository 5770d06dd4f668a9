import { build } from './local/build-output.mjs';
import { requireNode } from './local/packages.mjs';
import { Steps } from './local/steps.mjs';
import { chromiumBinary, prepareTools, stagesOf, TestRun } from './local/test-run.mjs';
import { runScript, UserError } from './local/user-error.mjs';

// `npm test`: everything, or with `npm test -- <part of a file name>` what matches. The last line is always the count.
await runScript(async () => {
  requireNode();
  const patterns = process.argv.slice(2);
  const unknown = patterns.find((each) => each.startsWith('-'));
  if (unknown) throw new UserError(`npm test takes parts of test file names and no options, but got "${unknown}".`, 2);
  const steps = new Steps();
  const run = new TestRun();
  try {
    const stages = await steps.run(
      'Listing tests',
      async () => stagesOf(patterns),
      (found) => `${Object.values(found).flat().length} files`,
    );
    if (Object.values(stages).flat().length === 0)
      run.fail(`no test file matches ${patterns.map((each) => `"${each}"`).join(' ')}`);
    if (stages.workflows.length + stages.system.length + stages.web.length > 0) await prepareTools(steps);

    await run.stage('unit tests and use cases', stages.unit, async (files) => {
      const database = await steps.run('Starting PostgreSQL for the tests', () => run.startTemplateDatabase());
      await run.jest(files, { workers: 2, timeoutMs: 30_000, env: database });
    });
    await run.stage('workflows on the real engine', stages.workflows, async (files) => {
      const database = await run.startTemplateDatabase();
      await run.jest(files, { workers: 1, timeoutMs: 180_000, env: database });
    });
    const web = chromiumBinary() ? stages.web : run.skipLoudly(stages.web);
    await run.stage('the whole system', [...stages.system, ...web], async (files) => {
      await steps.run(
        'Building',
        () => build(),
        (built) => (built.length > 0 ? built.join(' and ') : 'nothing new'),
      );
      const own = files.filter((file) => file.startsWith('tests/system/'));
      const sharing = files.filter((file) => !own.includes(file));
      if (own.length > 0)
        await run.jest(own, { workers: 1, timeoutMs: 180_000, env: await run.startTemplateDatabase() });
      if (sharing.length === 0) return;
      const shared = await steps.run('Starting the whole system', () => run.startSharedSystem());
      // What stops parts of the system comes last, when nothing can be disturbed any more.
      const alone = sharing.filter((file) => file.includes('.alone.'));
      const calm = sharing.filter((file) => !alone.includes(file));
      for (const each of [calm, alone]) await run.jest(each, { workers: 1, timeoutMs: 180_000, env: shared });
    });
  } catch (error) {
    run.fail(error instanceof UserError ? error.message : (error?.stack ?? String(error)));
  }
  await run.end();
  process.stdout.write(`\n${run.summary()}\n`);
  return run.failed === 0 ? 0 : 1;
});
