import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './lint.mjs';
import { nodeBinary, ROOT } from './paths.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yousu-lint-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** `npm run yousu -- lint` as a person runs it, where no system runs. */
function lint(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(nodeBinary(), [join(ROOT, 'scripts/yousu.mjs'), 'lint', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '' },
  });
  return { status, stdout, stderr };
}

describe('yousu lint', () => {
  it('prints what is wrong with files from anywhere and how to mend it', () => {
    const foreign = join(folder, 'foreign.bpmn');
    writeFileSync(
      foreign,
      '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"><process id="p" isExecutable="true"><startEvent id="s" name="s"/><userTask id="t" name="t"/><sequenceFlow id="f" sourceRef="s" targetRef="t"/></process></definitions>',
    );
    const broken = join(folder, 'broken.dmn');
    writeFileSync(broken, '<definitions>');
    const { status, stdout, stderr } = lint(foreign, broken, 'workflows/processes/case-void.bpmn');
    expect(stderr).toBe('');
    expect(status).toBe(1);
    expect(stdout).toContain(`${foreign}: -: error: nothing is drawn: have it laid out\n`);
    expect(stdout).toContain(`${foreign}: t: error: has no form: link one`);
    expect(stdout).toContain(`${broken}: -: error: cannot be read: `);
    expect(stdout).not.toContain('case-void');
    expect(stdout).toMatch(/\n3 files: \d+ errors, \d+ warnings?\n$/);
  });

  it('gives data, and puts a file in the place of the packaged one with its id, in whatever encoding it came', () => {
    const own = join(folder, 'my page.bpmn');
    // 作废 in GBK; start of a page that has the id and the message of a packaged one.
    writeFileSync(
      own,
      Buffer.concat([
        Buffer.from(
          '<?xml version="1.0" encoding="GBK"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"><message id="m" name="msg.case.voided"/><process id="case-void" isExecutable="true"><startEvent id="s" name="',
        ),
        Buffer.from([0xd7, 0xf7, 0xb7, 0xcf]),
        Buffer.from('"><messageEventDefinition id="e" messageRef="m"/></startEvent></process></definitions>'),
      ]),
    );
    const { status, stdout } = lint('--json', own);
    const findings = JSON.parse(stdout) as { path: string; rule: string; element: string }[];
    expect(status).toBe(1);
    expect(findings).toContainEqual(expect.objectContaining({ path: own, rule: 'not-drawn', repair: 'layOut' }));
    expect(findings.map(({ rule }) => rule)).not.toContain('start-message-twice');
    expect(findings.map(({ rule }) => rule)).not.toContain('xml-content');
  });

  it.each([
    [[], /needs at least one/],
    [['--spam', 'x.bpmn'], /does not know "--spam"/],
    [['nowhere.bpmn'], /nowhere\.bpmn cannot be read: there is no such file/],
    [['workflows'], /workflows cannot be read: it is a folder/],
  ])('refuses %j with one sentence and exit code 2', async (args, sentence) => {
    await expect(run(args)).rejects.toMatchObject({
      name: 'UserError',
      exitCode: 2,
      message: expect.stringMatching(sentence),
    });
  });
});
