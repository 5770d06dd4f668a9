import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readScenario } from '../../common/src/scenarios/read-scenario.js';
import { packagedModels } from '../../scripts/local/packaged-models.mjs';
import { nodeBinary, ROOT } from '../../scripts/local/paths.mjs';

/** `npm run yousu -- simulate`, as people type it. */
function simulate(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(nodeBinary(), [join(ROOT, 'scripts/yousu.mjs'), 'simulate', ...args], { cwd: ROOT });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => (out += chunk));
    child.stderr.on('data', (chunk) => (err += chunk));
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

const folder = mkdtempSync(join(tmpdir(), 'scenarios-'));
afterAll(() => rmSync(folder, { recursive: true }));

const WRONG = `name: 写错的期望
nameEn: Expects what is not so
process: case-main
given:
  at: 2026-10-12T09:00
  case: { type: HELP, category: 03-01-04, area: 990101001, title: 井盖响, text: 车一过井盖就响 }
steps:
  - complete: qualityCheck
  - expect: { tasks: [dispatch], clocks: { HANDLE: { due: 2026-10-16 } } }
  - complete: followUp
  - complete: closeReview
`;

it('plays every scenario that came with the product, and says of another what is not as written', async () => {
  const shipped = readdirSync(join(ROOT, 'workflows/scenarios'));
  const wrong = join(folder, 'wrong.yaml');
  writeFileSync(wrong, WRONG);
  const { code, out, err } = await simulate('--json', 'workflows/scenarios', wrong);
  const runs: { scenario: string; passed: boolean; steps: { outcome: string; problem: object; checks: object[] }[] }[] =
    JSON.parse(out || '[]');
  const failed = runs.filter(({ passed }) => !passed);
  expect({ failed: failed.map(({ scenario }) => scenario), err: failed.length > 1 ? err : '' }).toEqual({
    failed: ['wrong'],
    err: '',
  });
  expect(runs).toHaveLength(shipped.length + 1);
  expect(code).toBe(1);
  expect(failed[0]?.steps.slice(2)).toMatchObject([
    {
      outcome: 'FAILED',
      problem: null,
      checks: [
        { what: 'tasks', expected: 'dispatch', seen: 'acknowledge', passed: false },
        { what: 'clocks.HANDLE.due', expected: '2026-10-16', seen: '2026-10-19', passed: false },
      ],
    },
    { outcome: 'FAILED', problem: { code: 'noTask', details: { element: 'followUp', open: 'acknowledge' } } },
    { outcome: 'SKIPPED' },
  ]);
}, 300_000);

it.each([
  [['--colour'], /does not know "--colour"/],
  [['nowhere.yaml'], /^nowhere\.yaml cannot be read: there is no such file\./],
  [['package.json'], /^package\.json, line 2, name: |^package\.json, line 1/],
  [['--models', 'docs'], /^docs is no folder of models/],
])('says in one sentence what is wrong with %j', async (args, sentence) => {
  const { code, err } = await simulate(...args);
  expect(err).toMatch(sentence);
  expect(err).not.toMatch(/^ {4}at /m);
  expect(code).toBe(2);
});

it('plays for the application on models as they are, says what the engine would not take, and leaves nothing behind', async () => {
  const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('yousu-stage-'));
  const before = folders();
  const stage = spawn(nodeBinary(), [join(ROOT, 'scripts/trial/stage-process.mjs')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => stage.once('close', resolve));
  const files = packagedModels().map(({ path, content }) => ({
    path,
    content: path.endsWith('case-main.bpmn')
      ? content.replace('targetRef="qualityCheck"', 'targetRef="nowhere"')
      : content,
  }));
  stage.stdin.write(`${JSON.stringify({ id: 'one', scenario: readScenario(WRONG, 'wrong.yaml'), files })}\n`);
  let refused = '';
  for await (const line of createInterface({ input: stage.stdout })) {
    const news = JSON.parse(line);
    if (news.id !== 'one') continue;
    refused = news.refused ?? line;
    break;
  }
  stage.stdin.end();
  await ended;
  expect(refused).toMatch(/case-main\.bpmn[\s\S]*nowhere/);
  expect(folders()).toEqual(before);
}, 120_000);
