import { build } from './local/build-output.mjs';
import { requireNode } from './local/packages.mjs';
import { Steps } from './local/steps.mjs';
import { chromiumBinary, prepareTools, stagesOf, TestRun } from './local/test-run.mjs';
import { runScript, UserError } from './local/user-error.mjs';

/** Files; with more, a second system is worth the 10 s of its start. */
const ENOUGH_FOR_ONE_SYSTEM = 6;

// `npm test`: everything, or with `npm test -- <part of a file name>` what matches. The last line is always the count.
await runScript(async () => {
  requireNode();
  const patterns = process.argv.slice(2);
  const unknown = patterns.find((each) => each.startsWith('-'));
  if (unknown) throw new UserError(`npm test takes parts of test file names and no options, but got "${unknown}".`, 2);
  const steps = new Steps();
  const run = new TestRun();
  try {
    const { stages, skipped } = await steps.run(
      'Listing tests',
      async () => stagesOf(patterns, { browser: chromiumBinary() !== undefined }),
      (found) => `${Object.values(found).flatMap(Object.values).flat().length} files`,
    );
    const whole = [...stages.own, ...stages.shared, ...stages.alone];
    if ([...whole, ...stages.unit, ...stages.workflows, ...skipped].length === 0)
      run.fail(`no test file matches ${patterns.map((each) => `"${each}"`).join(' ')}`);
    run.skipLoudly(skipped);
    // Unit tests need no engine: on a fresh machine it is fetched and prepared beside them.
    const tools = whole.length + stages.workflows.length > 0 ? prepareTools(steps) : Promise.resolve();
    // Told where it is waited for.
    tools.catch(() => {});
    if (whole.length > 0)
      await steps.run(
        'Building',
        () => build(),
        (built) => (built.length > 0 ? built.join(' and ') : 'nothing new'),
      );
    const database = await steps.run('Starting PostgreSQL for the tests', () => run.startTemplateDatabase());
    const browser = { YOUSU_CHROMIUM: chromiumBinary() ?? '' };

    // What a test makes fail on purpose is no news.
    const silent = { YOUSU_LOG_LEVEL: 'silent' };
    const patient = { workers: 1, timeoutMs: 180_000 };
    const unitsAndWorkflows = async () => {
      await run.stage('unit tests and use cases', stages.unit, async () => ({
        workers: whole.length > 0 ? 1 : 2,
        timeoutMs: 120_000,
        env: { ...database, ...silent },
      }));
      await tools;
      await run.stage('workflows on the real engine', stages.workflows, async () => ({
        ...patient,
        env: { ...database, ...silent },
      }));
    };
    /** @param {string[]} files @param {string[]} last what stops parts of the system: when nothing can be disturbed any more */
    const onSharedSystem = async (files, last) => {
      await tools;
      /** @type {ReturnType<typeof run.startSharedSystem> | undefined} */
      let started;
      const prepare = async () => {
        started ??= steps.run('Starting a whole system', () => run.startSharedSystem());
        const { env, logs } = await started;
        return { ...patient, env: { ...database, ...browser, ...env }, logs };
      };
      await run.stage('a whole system', files, prepare);
      await run.stage('a whole system, parts of it stopped', last, prepare);
      // One that did not start has failed its stages; the other lanes go on.
      await (await started?.catch(() => undefined))?.stop();
    };
    // Each brings a system of its own, so whichever lane is free takes the next.
    const waiting = [...stages.own];
    const andTheRest = async () => {
      for (let file = waiting.shift(); file; file = waiting.shift())
        await run.stage(`a system of its own: ${file}`, [file], async () => ({
          ...patient,
          env: { ...database, ...browser },
        }));
    };
    // Three lanes, because fewer leave a part of a small machine idle: each mostly waits for an engine or a browser.
    const many = stages.shared.length > ENOUGH_FOR_ONE_SYSTEM;
    const [odd, even] = [1, 0].map((rest) => stages.shared.filter((_, index) => !many || index % 2 === rest));
    await Promise.all([
      unitsAndWorkflows().then(andTheRest),
      onSharedSystem(odd, stages.alone).then(andTheRest),
      onSharedSystem(many ? even : [], []).then(andTheRest),
    ]);
  } catch (error) {
    run.fail(error instanceof UserError ? error.message : (error?.stack ?? String(error)));
  }
  await run.end();
  process.stdout.write(`\n${run.summary()}\n`);
  return run.failed === 0 ? 0 : 1;
});
