import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from './build-output.mjs';
import { parseOptions } from './options.mjs';
import { packagedModels, WORKFLOWS } from './packaged-models.mjs';
import { runOnPackagedNode } from './packaged-node.mjs';
import { Steps } from './steps.mjs';
import { UserError } from './user-error.mjs';

const COMMAND = 'npm run yousu -- simulate';
const SCENARIOS = join(WORKFLOWS, 'scenarios');

/**
 * Tries the models: each scenario is played by the demo city's people on a real engine, database and application of its own.
 * @param {string[]} args scenario files or folders; none: those that came with the product
 * @returns {Promise<number>} 1 when one went otherwise than written
 */
export async function run(args) {
  const typed = [];
  const flags = [];
  for (const [at, arg] of args.entries())
    if (arg.startsWith('-') || args[at - 1] === '--models') flags.push(arg);
    else typed.push(arg);
  const { json, models } = parseOptions(flags, { json: 'flag', models: 'value' }, COMMAND);
  if (Number(process.versions.node.split('.')[0]) < 24) return runOnPackagedNode();

  const files = modelsOf(models === undefined ? undefined : String(models));
  const scenarios = await readAll(typed.length > 0 ? typed.flatMap(scenarioFiles) : scenarioFiles(SCENARIOS));
  const steps = new Steps(json ? process.stderr : process.stdout);
  await steps.run(
    'Building',
    () => build(),
    (built) => (built.length > 0 ? built.join(' and ') : false),
  );
  const runs = await play(scenarios, files, steps);
  const failed = runs.filter(({ passed }) => !passed).length;
  if (json) process.stdout.write(`${JSON.stringify(runs.map(plainRun), null, 2)}\n`);
  else process.stdout.write(`${runs.length - failed} of ${runs.length} scenarios went as written\n`);
  return failed > 0 ? 1 : 0;
}

/** Those with the same calendar share a stage and its time; while one is played on, the next is made ready. */
async function play(scenarios, files, steps) {
  const { Stage } = await import('../trial/stage.mjs');
  const { runScenarios } = await import('../trial/run-scenarios.mjs');
  const groups = [...Map.groupBy(scenarios, ({ calendar }) => JSON.stringify(calendar)).values()];
  const stages = groups.map(() => new Stage());
  /** @type {Promise<void>[]} */
  const ready = [];
  const prepare = (/** @type {number} */ at) => {
    if (ready[at] || !stages[at]) return;
    ready[at] = stages[at].prepare();
    // Told where it is waited for.
    ready[at].catch(() => {});
  };
  const closeAll = () => Promise.allSettled(stages.map((stage) => stage.close()));
  let stopped = false;
  const stop = () => {
    stopped = true;
    closeAll().finally(() => process.exit(130));
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
  const done = [];
  try {
    for (const [at, group] of groups.entries()) {
      prepare(at);
      await steps.run('Starting a system for the trial', () => ready[at]);
      const onOpen = () => prepare(at + 1);
      const onEnd = (each) => steps.line(lineOf(each), each.tookMs);
      done.push(...(await runScenarios({ stage: stages[at], scenarios: group, files, onOpen, onEnd })));
      await stages[at].close();
    }
    return done;
  } catch (error) {
    if (stopped) return new Promise(() => {});
    throw error.name === 'ModelsRefused' ? new UserError(error.message) : error;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, stop);
    if (!stopped) await closeAll();
  }
}

/** One line for a scenario, and below it what went otherwise than written. */
function lineOf({ passed, scenario, steps }) {
  const head = `${passed ? '✓' : '✗'} ${scenario.id}: ${scenario.nameEn}`;
  if (passed) return head;
  return [head, ...steps.flatMap((step) => stepLines(step))].join('\n      ');
}

function stepLines({ line, verb, subject, outcome, problem, checks }) {
  const what = `line ${line}: ${[verb, subject].filter(Boolean).join(' ')}`;
  if (outcome === 'PASSED') return [`✓ ${what}`];
  if (outcome === 'SKIPPED') return [`- ${what}`];
  return [
    `✗ ${what}${problem ? `: ${problem.message}` : ''}`,
    ...checks
      .filter(({ passed }) => !passed)
      .map((check) => `    ${check.what}: expected ${check.expected}, but it is ${check.seen}`),
  ];
}

const plainRun = ({ scenario, passed, steps, tookMs }) => ({
  scenario: scenario.id,
  name: scenario.name,
  nameEn: scenario.nameEn,
  process: scenario.process,
  passed,
  ms: Math.round(tookMs),
  steps,
});

/** @param {string | undefined} folder */
function modelsOf(folder) {
  if (folder === undefined) return packagedModels();
  try {
    return packagedModels(folder);
  } catch (error) {
    throw new UserError(
      `${folder} is no folder of models (${error.code ?? error.message}): processes/, decisions/ and forms/ are expected in it.`,
      2,
    );
  }
}

/** @param {string} path of a file or folder @returns {string[]} */
function scenarioFiles(path) {
  let found;
  try {
    found = statSync(path).isDirectory()
      ? readdirSync(path)
          .filter((name) => /\.ya?ml$/.test(name))
          .sort()
          .map((name) => join(path, name))
      : [path];
  } catch (error) {
    throw new UserError(
      `${path} cannot be read: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}.`,
      2,
    );
  }
  if (found.length === 0) throw new UserError(`${path} holds no scenario (.yaml).`, 2);
  return found;
}

/** @param {string[]} paths */
async function readAll(paths) {
  // Not at the top: an older Node does not even load it.
  const { readTypeScript } = await import('./typescript.mjs');
  readTypeScript();
  const { readScenario } = await import('../../common/src/scenarios/read-scenario.ts');
  return paths.map((path) => {
    try {
      return readScenario(readFileSync(path, 'utf8'), shown(path));
    } catch (error) {
      if (error.name !== 'ScenarioUnreadable') throw error;
      throw new UserError(error.message, 2);
    }
  });
}

/** @param {string} path */
function shown(path) {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}
