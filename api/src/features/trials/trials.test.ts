import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStudio } from '../../../../tests/support/studio-kit.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';
import { waitFor } from '../../../../tests/support/wait-for.js';

/** Speaks as scripts/trial/stage-process.mjs does, and does what the name of the scenario says. */
const STAGE = `
import { createInterface } from 'node:readline';
const tell = (message) => process.stdout.write(JSON.stringify(message) + '\\n');
let over = false;
createInterface({ input: process.stdin }).on('line', (line) => {
  if (over) return;
  const { id, scenario, files } = JSON.parse(line);
  if (scenario.name === 'lacks Java') {
    tell({ unavailable: 'The engine needs Java 21 or newer.' });
    over = true;
    return;
  }
  if (scenario.name === 'dies') {
    console.error('out of memory');
    process.exit(1);
  }
  if (scenario.name === 'waits') return;
  tell({ ready: true });
  tell({ id, state: 'RUNNING' });
  if (scenario.name === 'refuses') return tell({ id, refused: 'Element: step' });
  for (const step of scenario.steps)
    tell({ id, step: { line: step.line, verb: step.verb, subject: '', name: '', as: '', at: null, outcome: 'PASSED', problem: null, checks: [] } });
  const route = { processId: 'p1', version: 1, state: 'COMPLETED', startedAt: null, endedAt: null, xml: JSON.stringify(files), steps: [], flowsTaken: [] };
  tell({ id, done: { passed: scenario.name !== 'fails', routes: [route] } });
});
`;
const folder = mkdtempSync(join(tmpdir(), 'stage-'));
const script = join(folder, 'stage.mjs');
writeFileSync(script, STAGE);

const kit = await openUseCases({ YOUSU_STAGE: script });
const studio = await openStudio(kit);
const { StartTrial } = await import('./start-trial.js');
const { TrialBoard } = await import('./trial-board.js');
const { ShippedScenarios } = await import('./shipped-scenarios.js');
const { StageProcess } = await import('./stage-process.js');
const designer = await kit.person('DE', { name: '宋图' });
const board = kit.get(TrialBoard);

afterAll(async () => {
  await kit.get(StageProcess).onApplicationShutdown();
  rmSync(folder, { recursive: true });
  await kit.close();
});

const scenario = (name: string) => `name: ${name}
nameEn: ${name}
process: case-main
given:
  at: 2026-09-21T09:00
  case: { type: HELP, category: 03-01-04, area: 990101001, title: 漏水, text: 漏水了 }
steps:
  - complete: step
`;
const start = async (asked: string, drafts: string[] = [], by = designer) =>
  (await kit.get(StartTrial).execute(drafts, asked, by)).id;
const over = (id: string) =>
  waitFor(() => {
    const trial = board.get(id);
    return trial?.endedAt ? trial : undefined;
  }, 'the trial is over');

describe('a trial', () => {
  it('plays a scenario on what runs with the drafts in its place, and is part of the model’s history', async () => {
    const model = await studio.process();
    const draft = await studio.drawn(model, '复核', designer);
    const id = await start(scenario('goes as written'), [draft.id]);
    expect(board.get(id)).toMatchObject({ total: 2, userId: designer.id });
    const trial = await over(id);
    expect(trial).toMatchObject({ state: 'PASSED', message: null });
    expect(trial.steps.map(({ line, outcome }) => [line, outcome])).toEqual([[8, 'PASSED']]);
    const files: { path: string; content: string }[] = JSON.parse(trial.routes[0]?.xml ?? '[]');
    const played = files.filter(({ path }) => path === `processes/${model}.bpmn`);
    expect(played).toHaveLength(1);
    expect(played[0]?.content).toContain('复核');
    expect(files.map(({ path }) => path)).toContain('forms/form-note.form');
    expect(await studio.events(model)).toEqual(['draftOpened', 'tried']);
  });

  it('may be of a scenario that came with the product', async () => {
    const trial = await over(await start('close-satisfied'));
    expect(trial).toMatchObject({
      state: 'PASSED',
      scenario: 'close-satisfied',
      nameEn: expect.stringContaining('content'),
    });
  });

  it.each([
    ['fails', 'FAILED', null],
    ['refuses', 'REFUSED', 'Element: step'],
    ['lacks Java', 'REFUSED', 'The engine needs Java 21 or newer.'],
    ['dies', 'BROKEN', 'out of memory'],
  ])('of a stage that %s is %s', async (name, state, message) => {
    expect(await over(await start(scenario(name)))).toMatchObject({ state, message });
  });

  it('is started by a fresh stage after one has died', async () => {
    expect(await over(await start(scenario('goes as written')))).toMatchObject({ state: 'PASSED' });
  });

  it('says the line of what is wrong with a scenario, and plays nothing', async () => {
    await expect(start('name: x\nsteps: 3\n')).rejects.toMatchObject({
      name: 'ScenarioInvalid',
      code: 'INVALID',
      details: { problems: expect.arrayContaining([expect.objectContaining({ line: 2, key: 'steps' })]) },
    });
  });

  it('is for designers, and for drafts that there are', async () => {
    const leader = await kit.person('LD');
    await expect(start('close-satisfied', [], leader)).rejects.toMatchObject({ name: 'NotPermitted' });
    await expect(start('close-satisfied', ['0198c000-0000-7000-8000-000000000000'])).rejects.toMatchObject({
      name: 'DraftNotFound',
    });
  });

  it('waits for its turn, but not behind more than five', async () => {
    await Promise.all(Array.from({ length: 5 }, () => start(scenario('waits'))));
    await expect(start(scenario('waits'))).rejects.toMatchObject({ name: 'TooManyTrials', code: 'RATE_LIMITED' });
  });
});

it('offers the scenarios about a process, and all of them where none is', async () => {
  const shipped = kit.get(ShippedScenarios);
  const of = async (model: string) => (await shipped.about(model)).map(({ scenario }) => scenario.process);
  expect(new Set(await of('case-extension'))).toEqual(new Set(['case-extension']));
  expect(await of('dmn_deadlines')).toHaveLength((await shipped.all()).length);
});
