import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import testRule from 'bpmnlint/lib/test-rule.js';
import { CITY, shippedModels } from '../../../tests/support/shipped-models.js';
import type { Finding, ModelFile } from './finding.js';
import { lintModels } from './lint-models.js';
import { LINT_RULES } from './lint-rules.js';
import { OWN_RULES } from './own-rules.js';
import { readBpmn } from './read-bpmn.js';
import { outlineOf, runLintRule } from './run-lint-rule.js';
import { withChanges } from './with-changes.js';

const shipped = shippedModels();
const main = 'processes/case-main.bpmn';
const supervision = 'processes/case-supervision.bpmn';
const withdrawal = 'processes/case-withdrawal.bpmn';
const followUpTable = 'decisions/dmn_followup_outcome.dmn';
const levels = 'decisions/dmn_supervision_entry.dmn';
const deadlines = 'decisions/dmn_deadlines.dmn';

/** Changes one shipped file and lints it. */
async function findingsAfter(path: string, from: string | RegExp, to: string): Promise<Finding[]> {
  const before = shipped.find((file) => file.path === path)?.content ?? '';
  const content = before.replace(from, to);
  expect(content).not.toBe(before);
  return lintModels(replaced({ path, content }), [path], CITY);
}

const replaced = (file: ModelFile) => shipped.map((each) => (each.path === file.path ? file : each));

/** One page with these elements between start and end, linted in the set. */
function linted(elements: string, rest = ''): Promise<Finding[]> {
  const content = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
${rest}<bpmn:process id="own" isExecutable="true">${elements}</bpmn:process></bpmn:definitions>`;
  return lintModels([...shipped, { path: 'own.bpmn', content }], ['own.bpmn'], CITY);
}

const flow = (from: string, to: string, condition = '') =>
  `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}">${
    condition && `<bpmn:conditionExpression>${condition}</bpmn:conditionExpression>`
  }</bpmn:sequenceFlow>`;

type Words = { [name: string]: string | Words };
const words = ['zh', 'en'].map(
  (language) => JSON.parse(readFileSync(join(process.cwd(), `web/src/locales/${language}/lint.json`), 'utf8')) as Words,
);

/** What a screen could not say of a finding in one of its languages. */
function missingWords({ rule, details }: Finding): string[] {
  return words.flatMap((all) => {
    const { what, why, how } = (all[rule] ?? {}) as Words;
    const texts = [what, why, how].map((text) => (typeof text === 'string' ? text : `{{no words for ${rule}}}`));
    const filled = texts.map((text) => text.replace(/\{\{(\w+)\}\}/g, (place, name) => details[name] ?? place));
    const nested = filled.flatMap((text) => [...text.matchAll(/\$t\(lint:([^)]*)\)/g)].map(([, path = '']) => path));
    return [
      ...filled.filter((text) => text.includes('{{')),
      ...nested.filter(
        (path) =>
          path.split('.').reduce<string | Words | undefined>((at, name) => (at as Words)?.[name], all) === undefined,
      ),
    ];
  });
}

const seen = (findings: readonly Finding[]) => findings.map(({ rule, element }) => `${rule}: ${element}`);

describe('the shipped models', () => {
  it('have no findings', async () => {
    expect(
      await lintModels(
        shipped,
        shipped.map(({ path }) => path),
        CITY,
      ),
    ).toEqual([]);
  });
});

describe('a change of a shipped model', () => {
  it.each<[code: string, element: string, path: string, from: string | RegExp, to: string]>([
    ['unreadable', '', withdrawal, '<bpmn:definitions', '<bpmn:definition'],
    ['unreadable', '', 'forms/form-handle.form', '{', '{{'],
    ['unreadable', '', deadlines, '</definitions>', ''],
    ['xml-content', '', withdrawal, 'targetRef="endWithdrawn"', 'targetRef="nowhere"'],
    ['file-name', 'case-gone', withdrawal, 'process id="case-withdrawal"', 'process id="case-gone"'],
    [
      'not-drawn',
      'checkWithdrawal',
      withdrawal,
      /<bpmndi:BPMNShape id="checkWithdrawal_di"[\s\S]*?<\/bpmndi:BPMNShape>/,
      '',
    ],
    [
      'not-drawn',
      'flow_checkWithdrawal_withdrawalGateway',
      withdrawal,
      /<bpmndi:BPMNEdge id="flow_checkWithdrawal[\s\S]*?<\/bpmndi:BPMNEdge>/,
      '',
    ],
    ['not-drawn', '', withdrawal, /<bpmndi:BPMNDiagram[\s\S]*<\/bpmndi:BPMNDiagram>/, ''],
    ['no-name', 'checkWithdrawal', withdrawal, 'name="核实撤诉"', 'name=" "'],
    ['no-name', 'flow_withdrawalGateway_endWithdrawn', withdrawal, ' name="同意"', ''],
    ['engine-user-task', 'checkWithdrawal', withdrawal, '<zeebe:formDefinition', '<zeebe:userTask />$&'],
    ['form-missing', 'checkWithdrawal', withdrawal, /<zeebe:formDefinition [^>]*>/, ''],
    ['form-unknown', 'checkWithdrawal', withdrawal, 'formId="form-check-withdrawal"', 'formId="form-gone"'],
    ['candidates-missing', 'checkWithdrawal', withdrawal, /<zeebe:assignmentDefinition [^>]*>/, ''],
    ['group-unknown', 'checkWithdrawal', withdrawal, 'role:QC', 'role:XX'],
    ['group-unknown', 'checkWithdrawal', withdrawal, 'role:QC', 'team:品茶组'],
    ['group-unknown', 'checkWithdrawal', withdrawal, 'role:QC', 'unit:XYZ:QC'],
    ['group-unknown', 'checkWithdrawal', withdrawal, 'role:QC', '质检员'],
    ['user-task-limit', 'checkWithdrawal', withdrawal, '<zeebe:header key="clock" value="WITHDRAWAL_CHECK" />', ''],
    ['clock-unknown', 'checkWithdrawal', withdrawal, 'value="WITHDRAWAL_CHECK"', 'value="TEA_BREAK"'],
    ['clock-unknown', 'closeReview', deadlines, 'name="CLOSE_REVIEW"', 'name="CLOSING_REVIEW"'],
    ['no-default-flow', 'withdrawalGateway', withdrawal, / default="[^"]*"/, ''],
    [
      'decision-unknown',
      'decideSupervisionLevel',
      supervision,
      'decisionId="dmn_supervision_entry"',
      'decisionId="gone"',
    ],
    ['phase-unknown', 'endWithdrawn', withdrawal, 'key="phase" value="USE"', 'key="phase" value="TEA"'],
    ['status-unknown', 'endWithdrawn', withdrawal, 'key="phase" value="USE"', 'key="status" value="CLOSED"'],
    [
      'variable-unknown',
      'flow_withdrawalGateway_endWithdrawn',
      withdrawal,
      '=withdrawalOutcome',
      '=outcomeOfWithdrawal',
    ],
    [
      'variable-unknown',
      'flow_replyGateway_sendReply',
      'forms/form-approve-reply.form',
      '"output": true',
      '"output": false',
    ],
    [
      'not-movable',
      'late',
      main,
      '<bpmn:userTask id="handle"',
      '<bpmn:boundaryEvent id="late" attachedToRef="handle" />$&',
    ],
    ['job-unknown', 'endWithdrawn', withdrawal, 'type="end-case"', 'type="send-pigeon"'],
    [
      'condition-not-feel',
      'flow_withdrawalGateway_endWithdrawn',
      withdrawal,
      '=withdrawalOutcome = &quot;ACCEPTED&quot;',
      '$${withdrawalOutcome}',
    ],
    ['step-setting', 'endWithdrawn', withdrawal, 'type="end-case"', 'type="set-status"'],
    ['route-close', 'endClosed', main, /(id="closeCase"[\s\S]*?)type="close-case"/, '$1type="start-clocks"'],
    ['route-reply', 'closeCase', main, 'type="send-reply"', 'type="start-clocks"'],
    ['route-follow-up', 'closeCase', main, 'key="task" value="followUp"', 'key="task" value="talk"'],
    ['route-exemption', 'closeMerged', main, 'key="task" value="linkDuplicate"', 'key="task" value="tell"'],
    ['route-exemption', 'closeMerged', main, 'key="outcome" value="MERGED"', 'key="outcome" value="FORGOTTEN"'],
    [
      'return-target',
      'startRework',
      main,
      'Ref="startRework" targetRef="handlingJoined"',
      'Ref="startRework" targetRef="closeReview"',
    ],
    ['return-target', 'startRework', main, 'key="reason" value="REWORK"', 'key="reason" value="BOREDOM"'],
    ['unreachable', 'linkDuplicate', main, 'targetRef="linkDuplicate"', 'targetRef="informRequester"'],
    ['no-way-out', 'handle', main, 'targetRef="sendReply"', 'targetRef="handle"'],
    ['start-message-twice', 'caseWithdrawn', withdrawal, 'name="msg.case.withdrawn"', 'name="msg.case.voided"'],
    ['message-unknown', 'caseWithdrawn', withdrawal, 'name="msg.case.withdrawn"', 'name="msg.case.gone"'],
    [
      'message-key',
      'clockChanged',
      'processes/case-clock.bpmn',
      'correlationKey="=clockId"',
      'correlationKey="=caseId"',
    ],
    ['separation-of-duties', 'approveReply', main, /(id="approveReply"[\s\S]*?):UL/, '$1:HA'],
    ['separation-of-duties', 'followUp', main, 'role:FU', 'role:QC'],
    ['four-owners', 'case-main', main, /(id="followUp"[\s\S]*?)value="APPRAISE"/, '$1value="USE"'],
    ['escalation-levels', 'flow_supervisionLevelGateway_holdJointMeeting', supervision, '=level = 3', '=level = 6'],
    ['escalation-levels', 'supervisionLevelGateway', supervision, '=level = 3', '=level = 2'],
    ['escalation-levels', 'dmn_supervision_entry', levels, 'aggregation="MAX"', 'aggregation="MIN"'],
    ['escalation-levels', 'dmn_supervision_entry_massRisk', levels, /(_massRisk_level">\s*<text>)4/, '$15'],
    [
      'personal-data',
      'dispatch',
      main,
      'target="leadUnit" />\n          <zeebe:output source="=&quot;',
      'target="phoneOf" />\n<zeebe:output source="=&quot;',
    ],
    ['personal-data', 'opinion', 'forms/form-follow-up.form', `"labelEn": "Requester's words"`, '"output": true, $&'],
    ['personal-data', 'dmn_followup_outcome', followUpTable, 'name="followUpOutcome"', 'name="homeAddress"'],
    ['hit-policy', 'dmn_disposition', 'decisions/dmn_disposition.dmn', 'hitPolicy="FIRST"', 'hitPolicy="PRIORITY"'],
    ['output-label', 'dmn_followup_outcome', followUpTable, 'name="followUpOutcome"', '$& label="结果"'],
    [
      'decision-row-shape',
      'dmn_followup_outcome_notReached',
      followUpTable,
      /<inputEntry id="dmn_followup_outcome_notReached_solved">[\s\S]*?<\/inputEntry>/,
      '',
    ],
    ['decision-gap', 'dmn_deadlines', deadlines, '<text>"PRAISE"</text>', '<text>"BLAME"</text>'],
    ['form-unused', 'form-lost', 'forms/form-handle.form', '"id": "form-handle"', '"id": "form-lost"'],
    ['form-key-twice', 'measures', 'forms/form-handle.form', '"key": "legalBasis"', '"key": "measures"'],
    ['form-label', 'measures', 'forms/form-handle.form', '"labelEn": "What was done"', '"labelEn": ""'],
    ['form-option-label', 'closeType', 'forms/form-handle.form', '"labelEn": "Solved",', ''],
    ['form-schema', 'closeType', 'forms/form-handle.form', '"value": "PARTLY_SOLVED"', '"value": "SOLVED"'],
    // Rules of others, one of each maker.
    [
      'bpmnlint/single-event-definition',
      'caseWithdrawn',
      withdrawal,
      '<bpmn:messageEventDefinition',
      '<bpmn:timerEventDefinition id="again" />$&',
    ],
    ['engine/implementation', 'endWithdrawn', withdrawal, '<zeebe:taskDefinition type="end-case" retries="3" />', ''],
  ])('is told %s at "%s"', async (code, element, path, from, to) => {
    const findings = await findingsAfter(path, from, to);
    expect(seen(findings)).toContain(`${code}: ${element}`);
    for (const finding of findings) expect(missingWords(finding)).toEqual([]);
  });

  it('offers the repairs that the studio can do', async () => {
    const engineTask = await findingsAfter(withdrawal, '<zeebe:formDefinition', '<zeebe:userTask />$&');
    const undrawn = await findingsAfter(withdrawal, /<bpmndi:BPMNDiagram[\s\S]*<\/bpmndi:BPMNDiagram>/, '');
    expect([...engineTask, ...undrawn].map(({ repair }) => repair)).toEqual(['useJobWorkerUserTask', 'layOut']);
  });
});

describe('a model of a designer', () => {
  it('is told of a process that is called and not there', async () => {
    const call =
      '<bpmn:callActivity id="call" name="c"><bpmn:extensionElements><zeebe:calledElement processId="gone" /></bpmn:extensionElements></bpmn:callActivity>';
    expect(seen(await linted(call))).toContain('called-process-unknown: call');
  });

  it('is warned, not refused, where waiting work could not be moved in place', async () => {
    const findings = await linted(
      `<bpmn:startEvent id="s" name="s"/><bpmn:eventBasedGateway id="wait" name="w"/><bpmn:intermediateCatchEvent id="one" name="o"><bpmn:timerEventDefinition id="t"/></bpmn:intermediateCatchEvent>${flow('s', 'wait')}${flow('wait', 'one')}`,
    );
    const told = findings.filter(({ rule }) => rule === 'not-movable');
    expect(told.map(({ level, element }) => `${level} ${element}`)).toEqual(['warning wait']);
  });

  it('may send a case around a sub-process, over a link and past a boundary event', async () => {
    const findings = await linted(
      `<bpmn:startEvent id="s"/>${flow('s', 'sub')}<bpmn:subProcess id="sub"><bpmn:task id="inner"/><bpmn:endEvent id="failed"><bpmn:errorEventDefinition id="e"/></bpmn:endEvent>${flow('inner', 'failed')}</bpmn:subProcess>
       <bpmn:boundaryEvent id="caught" attachedToRef="sub"><bpmn:errorEventDefinition id="c"/></bpmn:boundaryEvent>${flow('caught', 'jump')}
       <bpmn:intermediateThrowEvent id="jump"><bpmn:linkEventDefinition id="l1" name="A"/></bpmn:intermediateThrowEvent>
       <bpmn:intermediateCatchEvent id="land"><bpmn:linkEventDefinition id="l2" name="A"/></bpmn:intermediateCatchEvent>${flow('land', 'done')}<bpmn:endEvent id="done"/>`,
    );
    expect(seen(findings).filter((each) => /^(?:unreachable|no-way-out)/.test(each))).toEqual([]);
  });

  it('reads what its own loop, script and mappings give', async () => {
    const read = async (extensions: string) =>
      seen(
        await linted(
          `<bpmn:scriptTask id="step"><bpmn:extensionElements>${extensions}</bpmn:extensionElements></bpmn:scriptTask><bpmn:exclusiveGateway id="g"/>${flow('step', 'g')}${flow('g', 'step', '=count > 1 and some x in [1] satisfies x = count')}`,
        ),
      ).filter((each) => each.startsWith('variable-unknown'));
    expect(await read('<zeebe:script expression="=1" resultVariable="count" />')).toEqual([]);
    expect(await read('<zeebe:ioMapping><zeebe:output source="=1" target="count" /></zeebe:ioMapping>')).toEqual([]);
    expect(await read('')).toEqual(['variable-unknown: g_step']);
  });

  describe('steps of the catalogue', () => {
    const step = (type: string, headers: Record<string, string>, inputs: Record<string, string> = {}) =>
      `<bpmn:serviceTask id="step"><bpmn:extensionElements><zeebe:taskDefinition type="${type}" /><zeebe:taskHeaders>${Object.entries(
        headers,
      )
        .map(([key, value]) => `<zeebe:header key="${key}" value="${value}" />`)
        .join('')}</zeebe:taskHeaders><zeebe:ioMapping>${Object.entries(inputs)
        .map(([target, source]) => `<zeebe:input source="${source.replaceAll('"', '&quot;')}" target="${target}" />`)
        .join('')}</zeebe:ioMapping></bpmn:extensionElements></bpmn:serviceTask>`;
    const told = async (elements: string, rule: string) =>
      (await linted(elements))
        .filter((finding) => finding.rule === rule)
        .map(({ details: { setting, problem, variable } }) => variable ?? `${setting} ${problem}`);
    const asks = (headers: Record<string, string>, httpUrl = 'https://api.example.test/permits') =>
      step('http-call', { method: 'GET', ...headers }, { httpUrl });

    it('are told which of their settings do not hold', async () => {
      const settings = (elements: string) => told(elements, 'step-setting');
      expect(await settings(step('send-notice', { to: 'REQUESTER', notice: 'ON_SITE_VISIT' }))).toEqual([]);
      expect(await settings(step('send-notice', { to: 'ROLE', notice: 'ON_SITE_VISIT' }))).toEqual([
        'notice unknownValue',
        'role missing',
      ]);
      expect(await settings(step('set-status', { status: 'REPLIED' }))).toEqual(['process outsideRoute']);
      expect(await settings(step('open-supervision', { level: '5' }))).toEqual([
        'level unknownValue',
        'trigger missing',
      ]);
      expect(await settings(step('start-clock', { span: 'soon' }))).toEqual(['clock missing', 'span unknownValue']);
      expect(await settings(step('stop-clock', { clock: 'HANDLE', as: 'MET' }))).toEqual([]);
      expect(await settings(asks({}))).toEqual([]);
      expect(await settings(asks({}, '="https://" + host'))).toEqual([]);
      expect(await settings(asks({ output1: 'x', output1Type: 'ENUM', output1Path: 'x' }, 'api.example.test'))).toEqual(
        ['output1Choices noChoices', 'httpUrl notHttps'],
      );
      for (const url of ['http://localhost:8080/', '="http://169.254.169.254/"', 'https://10.1.2.3/', 'http://[::1]/'])
        expect(await settings(asks({}, url))).toEqual(['httpUrl notPublic']);
    });

    it('give the variables that a call takes from its answer, none of them personal', async () => {
      const takes = (name: string) => asks({ output2: name, output2Type: 'NUMBER', output2Path: 'x' });
      const gateway = `<bpmn:exclusiveGateway id="g"/>${flow('step', 'g')}${flow('g', 'step', '=fee > 1')}`;
      expect(seen(await linted(takes('fee') + gateway))).not.toContain('variable-unknown: g_step');
      expect(seen(await linted(takes('toll') + gateway))).toContain('variable-unknown: g_step');
      expect(await told(takes('ownerPhone'), 'personal-data')).toEqual(['ownerPhone']);
    });
  });

  it('may have a pool beside it that is only drawn', async () => {
    const other = '<bpmn:process id="other"><bpmn:userTask id="theirs" name="t" /></bpmn:process>';
    const told = seen(await linted('', other)).filter((each) => each.endsWith(': theirs'));
    expect(told).toContain('bpmnlint/no-implicit-start: theirs');
    expect(told).not.toContain('candidates-missing: theirs');
  });

  it('may be called as it likes when it comes from elsewhere', async () => {
    expect(seen(await linted('')).filter((each) => each.startsWith('file-name'))).toEqual([]);
  });
});

describe('linting', () => {
  it('says the same of a file however often it is asked', async () => {
    const again = () => findingsAfter(withdrawal, '<zeebe:formDefinition', '<zeebe:userTask />$&');
    expect(await again()).toEqual(await again());
  });

  it('agrees with bpmnlint, whose rules it runs all at once', async () => {
    const content = shipped.find(({ path }) => path === withdrawal)?.content ?? '';
    const broken = content
      .replace('<bpmn:messageEventDefinition', '<bpmn:timerEventDefinition id="again" />$&')
      .replace(/<zeebe:taskDefinition[^>]*>/, '')
      .replace('=withdrawalOutcome', '=withdrawalOutcome = = 1');
    const { definitions } = await readBpmn('p.bpmn', broken);
    const outline = outlineOf(definitions);
    const theirs = LINT_RULES.flatMap((rule) =>
      testRule({ moddleRoot: definitions, rule: rule.make() }).map(({ id, message }) => [rule.code, id ?? '', message]),
    );
    const ours = LINT_RULES.flatMap((rule) =>
      runLintRule(rule, outline).map(({ element, problem }) => [rule.code, element, problem]),
    );
    expect(theirs.length).toBeGreaterThan(1);
    expect(ours).toEqual(theirs);
  });

  it('names files that use what changed', async () => {
    const findings = await findingsAfter('forms/form-approve-reply.form', '"output": true', '"output": false');
    expect(findings).toMatchObject([{ path: main, rule: 'variable-unknown', details: { variable: 'replyApproved' } }]);
  });

  it('looks again at tables that read the choices of a form', async () => {
    const form = 'forms/form-quality-check.form';
    const path = 'decisions/dmn_deadlines.dmn';
    const findings = await findingsAfter(form, /"value": "?4"?/, '"value": 5');
    expect(findings).toMatchObject([{ path, rule: 'decision-gap' }]);
  });

  it('checks only what changed', async () => {
    const broken = replaced({ path: withdrawal, content: 'no model' });
    expect(await lintModels(broken, ['forms/form-handle.form'], CITY)).toEqual([]);
  });

  it('puts a changed file in the place of the one with its id, whatever it is called', async () => {
    const content = shipped.find(({ path }) => path === withdrawal)?.content ?? '';
    const set = await withChanges(shipped, [{ path: 'draft', content }]);
    expect(set).toHaveLength(shipped.length);
    expect(set.map(({ path }) => path)).not.toContain(withdrawal);
    expect(await lintModels(set, ['draft'], CITY)).toEqual([]);
  });

  it('has words in both languages for every rule, and for nothing else', async () => {
    const { LINT_RULES } = await import('./lint-rules.js');
    const codes = [...OWN_RULES, ...LINT_RULES].map(({ code }) => code);
    const all = [...codes, 'too-many-elements', 'more-findings', 'rule-crashed'].sort();
    for (const each of words) expect(Object.keys(each).sort()).toEqual(all);
  });

  it('has one code for each rule', () => {
    expect(new Set(OWN_RULES.map(({ code }) => code)).size).toBe(OWN_RULES.length);
  });
});
