import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkFormSchema } from '../../common/src/forms/check-form-schema.js';
import { checkModels } from '../../scripts/check-models.mjs';
import { contractFile, generateContract } from '../../scripts/generate-contract.mjs';
import { readModels } from '../../scripts/read-models.mjs';

const workflows = join(process.cwd(), 'workflows');
let copy: string;

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'yousu-workflows-'));
  cpSync(workflows, copy, { recursive: true });
});
afterEach(() => rmSync(copy, { recursive: true, force: true }));

/** Changes one file of the copy and says what the check finds then. */
async function findingsAfter(file: string, from: string | RegExp, to: string): Promise<string[]> {
  const path = join(copy, file);
  const before = readFileSync(path, 'utf8');
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
  return (await checkModels(copy))
    .filter(({ level }) => level === 'error')
    .map(({ element, message }) => `${element}: ${message}`);
}

describe('the models', () => {
  it('have no findings', async () => {
    expect(await checkModels()).toEqual([]);
  });

  it('agree with the generated contract', async () => {
    expect(readFileSync(contractFile, 'utf8')).toBe(await generateContract());
  });

  it('have forms that work as written', async () => {
    const { forms } = await readModels();
    expect(forms.flatMap(({ file, schema }) => checkFormSchema(schema).map((issue) => ({ file, ...issue })))).toEqual(
      [],
    );
  });
});

describe('the check of models', () => {
  const main = 'processes/case-main.bpmn';
  it.each([
    [
      'a form that does not exist',
      main,
      'formId="form-handle"',
      'formId="form-gone"',
      'handle: form form-gone does not exist',
    ],
    [
      'a decision that does not exist',
      main,
      'decisionId="dmn_urgency"',
      'decisionId="dmn_gone"',
      'decideUrgency: decision dmn_gone does not exist',
    ],
    [
      'an engine-side user task',
      main,
      '<zeebe:formDefinition formId="form-handle" />',
      '<zeebe:userTask /><zeebe:formDefinition formId="form-handle" />',
      'handle: must be a job-worker user task: remove zeebe:userTask',
    ],
    [
      'a shape that is not drawn',
      main,
      /<bpmndi:BPMNShape id="handle_di"[\s\S]*?<\/bpmndi:BPMNShape>/,
      '',
      'handle: is not drawn',
    ],
    [
      'a flow that is not drawn',
      main,
      /<bpmndi:BPMNEdge id="flow_draftReply_approveReply_di"[\s\S]*?<\/bpmndi:BPMNEdge>/,
      '',
      'flow_draftReply_approveReply: is not drawn',
    ],
    [
      'a gateway without a default',
      main,
      ' default="flow_replyGateway_draftJoined"',
      '',
      'replyGateway: needs a default flow: a missing variable must not stop a case',
    ],
    [
      'an unknown clock',
      main,
      'value="CLOSE_REVIEW"',
      'value="TEA_BREAK"',
      'closeReview: clock TEA_BREAK has no span in dmn_deadlines',
    ],
    [
      'a task that nothing limits, and nobody says why',
      main,
      '<zeebe:header key="clock" value="CLOSE_REVIEW" />',
      '',
      'closeReview: needs a clock, or a documentation that says why nothing limits it',
    ],
    ['an unknown phase', main, 'value="APPRAISE"', 'value="TEA"', 'followUp: phase TEA does not exist'],
    [
      'a variable nobody gives',
      'forms/form-approve-reply.form',
      '"output": true',
      '"output": false',
      'flow_replyGateway_sendReply: reads replyApproved, which no form, decision, job or message of this process gives',
    ],
    [
      'a hit policy the engine lacks',
      'decisions/dmn_disposition.dmn',
      'hitPolicy="FIRST"',
      'hitPolicy="PRIORITY"',
      'dmn_disposition: the engine does not know hit policy PRIORITY',
    ],
    [
      'a label without English',
      'forms/form-handle.form',
      '"labelEn": "What was done"',
      '"labelEn": ""',
      'measures: needs a label in Chinese and in English (properties.labelEn)',
    ],
  ])('finds %s', async (_what, file, from, to, finding) => {
    expect(await findingsAfter(file, from, to)).toContain(finding);
  });

  it('finds what would keep waiting cases from moving to a new version', async () => {
    const boundary =
      '<bpmn:boundaryEvent id="late" name="超时" attachedToRef="handle"><bpmn:timerEventDefinition id="late_timer" /></bpmn:boundaryEvent>';
    const findings = await findingsAfter(main, '<bpmn:userTask id="handle"', `${boundary}<bpmn:userTask id="handle"`);
    expect(findings).toContain(
      'late: bpmn:BoundaryEvent on the route keeps waiting cases from moving to a new version in place',
    );
  });
});
