import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JOB_TYPES, MESSAGES as MESSAGES_OF_MODELS, TASK_KINDS } from '../../api/src/contract.generated.js';
import { checkFormSchema } from '../../common/src/forms/check-form-schema.js';
import { DUTIES, EXEMPTIONS, EXPLAINED_BY, JOBS, MESSAGES } from '../../common/src/model-lint/platform.js';
import { contractFile, generateContract } from '../../scripts/generate-contract.mjs';
import { nodeBinary } from '../../scripts/local/paths.mjs';
import { readModels } from '../../scripts/read-models.mjs';

describe('the models', () => {
  it('agree with the generated contract', async () => {
    expect(readFileSync(contractFile, 'utf8')).toBe(await generateContract());
  });

  it('have forms that work as written', async () => {
    const { forms } = await readModels();
    expect(forms.flatMap(({ file, schema }) => checkFormSchema(schema).map((issue) => ({ file, ...issue })))).toEqual(
      [],
    );
  });

  it('name the messages, jobs and tasks that the linter knows the platform by', () => {
    expect(Object.keys(MESSAGES).sort()).toEqual([...MESSAGES_OF_MODELS].sort());
    expect(Object.keys(JOBS).sort()).toEqual([...JOB_TYPES].sort());
    const tasks = [...Object.values(DUTIES).flat(), ...Object.values(EXEMPTIONS), ...EXPLAINED_BY];
    expect(tasks.filter((task) => !TASK_KINDS.some((kind) => kind === task))).toEqual([]);
  });
});

describe('the check of models', () => {
  let copy: string;
  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'yousu-workflows-'));
    cpSync(join(process.cwd(), 'workflows'), copy, { recursive: true });
  });
  afterEach(() => rmSync(copy, { recursive: true, force: true }));

  it('fails on a bad model and says where', () => {
    const path = join(copy, 'processes/case-withdrawal.bpmn');
    writeFileSync(path, readFileSync(path, 'utf8').replace('value="WITHDRAWAL_CHECK"', 'value="TEA_BREAK"'));
    const { status, stdout } = spawnSync(nodeBinary(), ['scripts/check-models.mjs', copy], { encoding: 'utf8' });
    expect(stdout).toBe(
      'processes/case-withdrawal.bpmn: checkWithdrawal: error: clock TEA_BREAK has no span in dmn_deadlines: add a column, or choose another clock\n',
    );
    expect(status).toBe(1);
  });
});
