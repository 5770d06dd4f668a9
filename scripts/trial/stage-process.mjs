import { createInterface } from 'node:readline';
import { readTypeScript } from '../local/typescript.mjs';
import { runScenarios } from './run-scenarios.mjs';
import { Stage, sentenceOf } from './stage.mjs';

/**
 * A stage for trials on demand, started by the application: JSON lines in (`{ id, scenario, files }`), JSON lines out:
 *
 *   { ready }                   engine and database are there; told again before each further trial
 *   { unavailable }             a sentence: what this machine lacks, and the remedy; it ends
 *   { id, state: 'RUNNING' }    the system of this trial is up
 *   { id, step }                one step was tried
 *   { id, done: { passed, routes } }
 *   { id, refused }             a sentence: why the models, or this machine, would not have it
 *   { id, broken }              a fault of the product
 *
 * A trial gets a fresh city; while its author reads what came of it, the next one's engine and database are made ready. It ends
 * with its input, or by SIGTERM.
 */
readTypeScript();

const tell = (/** @type {object} */ message) => process.stdout.write(`${JSON.stringify(message)}\n`);

/** @type {Stage | undefined} */
let next;
/** @type {Promise<void>} */
let preparing = prepare();
/** @type {Stage | undefined} */
let playing;
let ending = false;

function prepare() {
  const stage = new Stage();
  next = stage;
  const ready = stage.prepare().then(
    () => tell({ ready: true }),
    async (error) => {
      if (ending) return;
      tell({ unavailable: sentenceOf(error) ?? `The stage for trials does not start: ${error.message}` });
      await end(1);
    },
  );
  return ready;
}

/** @param {{ id: string, scenario: object, files: { path: string, content: string }[] }} trial */
async function play({ id, scenario, files }) {
  await preparing;
  if (ending || !next) return;
  const stage = next;
  playing = stage;
  next = undefined;
  try {
    const [run] = await runScenarios({
      stage,
      scenarios: [scenario],
      files,
      onOpen: () => tell({ id, state: 'RUNNING' }),
      onStep: (_, step) => tell({ id, step }),
    });
    tell({ id, done: { passed: run.passed, routes: await run.routes() } });
  } catch (error) {
    const sentence = sentenceOf(error);
    tell(sentence ? { id, refused: sentence } : { id, broken: String(error?.stack ?? error) });
  }
  await stage.close();
  playing = undefined;
  if (!ending) preparing = prepare();
}

/** @param {number} code */
async function end(code) {
  if (ending) return;
  ending = true;
  await Promise.allSettled([playing?.close(), next?.close()]);
  process.exit(code);
}

for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void end(0));

let trials = Promise.resolve();
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  trials = trials.then(() => play(JSON.parse(line)));
});
lines.on('close', () => void end(0));
